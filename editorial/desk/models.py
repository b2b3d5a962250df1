"""What was on the site before each publication, so that it can be undone."""

from django.db import models


class Publishing(models.Model):
    """A version of a page went online; what visitors saw before is known."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    # Whether visitors saw the page before, and in which version.
    was_live = models.BooleanField()
    previous = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page", "-id"], name="publishing_newest")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.created_at:%Y-%m-%d %H:%M}"
