"""What the staff's side remembers of sign-ups: until when a digest told of them, and which letters went out."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class GuestDigest(models.Model):
    """Until when an invitation's contact has been told of its sign-ups, and on which day last."""

    invitation = models.OneToOneField("news.InvitationPage", on_delete=models.CASCADE, related_name="guest_digest")
    day = models.DateField(null=True)
    told_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest of sign-ups")
        verbose_name_plural = _("digests of sign-ups")

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.day}"


class GuestLetter(models.Model):
    """That a letter went to an invitation's guests. What it said is not kept."""

    # From the page on which it was confirmed; a second click brings the same one.
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    invitation = models.ForeignKey("news.InvitationPage", on_delete=models.CASCADE, related_name="guest_letters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(_("subject"), max_length=150)
    recipients = models.PositiveIntegerField(_("recipients"))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("letter to guests")
        verbose_name_plural = _("letters to guests")

    def __str__(self) -> str:
        return self.subject
