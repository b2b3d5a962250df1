"""An import, what came with it, and what became of each thing, so that it can be gone on with, repeated and undone."""

from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from core.work import Work
from wordpress.wxr.refused import sentence


def upload_name(moving: "Moving", name: str) -> str:
    """Return where an upload is kept: under a name of its own, out of anybody's reach."""
    return f"wordpress/{token_hex(16)}.{'zip' if name.lower().endswith('.zip') else 'xml'}"


class Moving(Work):
    """One import of an export."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being looked through")
        REVIEW = "review", _("Waits for your choices")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        REFUSED = "refused", _("Not imported")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKING)
    file_name = models.CharField(_("file"), max_length=200)
    # Deleted as soon as the import is over: authors' addresses and readers' comments are in it.
    file = models.FileField(upload_to=upload_name, blank=True)
    uploads = models.FileField(upload_to=upload_name, blank=True)
    # A folder or ZIP file on this machine, named at the command line.
    uploads_path = models.CharField(max_length=1000, blank=True, default="")
    reason = models.CharField(max_length=20, blank=True, default="")
    detail = models.CharField(max_length=300, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    step = models.CharField(max_length=12, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def refusal(self) -> str:
        """Why it was refused, in a sentence."""
        return sentence(self.reason, self.detail) if self.reason else ""

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has something to do."""
        return self.state in (self.State.CHECKING, self.State.RUNNING, self.State.UNDOING)

    @property
    def can_be_undone(self) -> bool:
        """Whether there may be something to take back."""
        began = self.state == self.State.REFUSED and self.changes.exists()
        return self.state == self.State.DONE or began

    def delete_files(self) -> None:
        """Delete what was uploaded."""
        for file in (self.file, self.uploads):
            if file:
                file.delete(save=False)
        type(self).objects.filter(pk=self.pk).update(file="", uploads="")


class Thing(models.Model):
    """Something of the old site that is here now, whichever import brought it."""

    key = models.CharField(max_length=500, unique=True)
    kind = models.CharField(max_length=20)
    wp_id = models.PositiveBigIntegerField(default=0, db_index=True)
    slug = models.CharField(max_length=255, blank=True, default="", db_index=True)
    path = models.CharField(max_length=500, blank=True, default="", db_index=True)
    # Of a file: its place below wp-content/uploads.
    file = models.CharField(max_length=500, blank=True, default="", db_index=True)
    caption = models.CharField(max_length=200, blank=True, default="")
    parent = models.PositiveBigIntegerField(default=0)
    moving = models.ForeignKey(Moving, on_delete=models.CASCADE, related_name="things")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")
    image = models.ForeignKey("core.SiteImage", on_delete=models.SET_NULL, null=True, related_name="+")
    document = models.ForeignKey("core.SiteDocument", on_delete=models.SET_NULL, null=True, related_name="+")
    # How we left it: what differs has been touched by the staff.
    revision = models.PositiveBigIntegerField(default=0)
    mark = models.CharField(max_length=64, blank=True, default="")
    was_live = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("imported thing")
        verbose_name_plural = _("imported things")

    def __str__(self) -> str:
        return self.key

    @property
    def is_gone(self) -> bool:
        """Whether the staff have deleted it."""
        return not (self.page_id or self.image_id or self.document_id)


class Change(models.Model):
    """What one import did with one thing: a line of its report."""

    class Outcome(models.TextChoices):
        ADDED = "added", _("Came along")
        UPDATED = "updated", _("Updated")
        SAME = "same", _("Unchanged")
        KEPT = "kept", _("Left as the staff have it")
        LEFT = "left", _("Left out")

    moving = models.ForeignKey(Moving, on_delete=models.CASCADE, related_name="changes")
    key = models.CharField(max_length=500)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=1000, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    # A page has its place before it has its text.
    is_filled = models.BooleanField(default=True)
    notes = models.JSONField(default=list, blank=True)
    lix = models.PositiveSmallIntegerField(null=True)
    thing = models.ForeignKey(Thing, on_delete=models.SET_NULL, null=True, related_name="changes")
    before = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["moving", "key"], name="one_change_of_a_thing")]

    def __str__(self) -> str:
        return self.title

    def note(self, code: str, detail: Any = "") -> None:
        """Add something that the report tells."""
        self.notes.append({"code": code, "detail": str(detail)[:300]})


class MadeRedirect(models.Model):
    """A redirect that an import made, or turned; then it knows where it led before."""

    moving = models.ForeignKey(Moving, on_delete=models.CASCADE, related_name="redirects")
    redirect = models.ForeignKey(Redirect, on_delete=models.CASCADE, related_name="+")
    is_new = models.BooleanField(default=True)
    page_before = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+")
    route_before = models.CharField(max_length=255, blank=True, default="")
    link_before = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        verbose_name = _("redirect of an import")
        verbose_name_plural = _("redirects of imports")

    def __str__(self) -> str:
        return str(self.redirect)
