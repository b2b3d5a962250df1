"""What the checks found in a live page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.checks.values import Finding


class CheckedPageQuerySet(models.QuerySet):
    """Findings of pages that visitors see."""

    def live(self) -> "CheckedPageQuerySet":
        """Leave out pages that were taken down since."""
        return self.filter(page__live=True)


class CheckedPage(models.Model):
    """The findings of a live page, kept so that lists need not read every page."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="checked")
    findings = models.JSONField(default=list)
    # How many of them are about pictures, and about links that lead nowhere.
    pictures = models.PositiveSmallIntegerField(default=0)
    links = models.PositiveSmallIntegerField(default=0)
    lix = models.FloatField(null=True)
    # Which publication of the page was looked at, and when; without a time it is to be looked at again.
    revision = models.IntegerField(default=0)
    checked_at = models.DateTimeField(null=True)

    objects = CheckedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked page")
        verbose_name_plural = _("checked pages")

    def __str__(self) -> str:
        return str(self.page)

    @property
    def found(self) -> list[Finding]:
        """The findings."""
        return [Finding(**{**one, "sentences": tuple(one["sentences"])}) for one in self.findings]
