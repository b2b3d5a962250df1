"""Sign-ups for an invitation: who comes, with how many, and who waits. They go soon after the day."""

import secrets
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Sum
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

LARGEST_PARTY = 20


def new_nonce() -> str:
    """Return a value nobody guesses, for the link in a party's mail."""
    return secrets.token_urlsafe(12)


class SignUpQuerySet(models.QuerySet):
    """Sign-ups by where they stand."""

    def coming(self) -> Self:
        """Return those who have a place."""
        return self.filter(state=SignUp.State.COMING)

    def waiting(self) -> Self:
        """Return those on the waiting list, whoever came first first."""
        return self.filter(state=SignUp.State.WAITING).order_by("waiting_since", "pk")

    def people(self) -> int:
        """Return how many people they are together."""
        return self.aggregate(people=Sum("party"))["people"] or 0


class SignUp(models.Model):
    """One party: the person who signed up, and how many they are."""

    class State(models.TextChoices):
        COMING = "coming", _("Coming")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Not coming")

    # A plain key: a copy of the page, or an earlier version of it, never carries guests along.
    invitation = models.ForeignKey("news.InvitationPage", on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    party = models.PositiveSmallIntegerField(
        _("number of people"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_PARTY)]
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.COMING)
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    # In the signed link of the party's mails; a new one makes the old links worthless.
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    by_hand = models.BooleanField(_("added by the secretariat"), default=False, editable=False)
    created_at = models.DateTimeField(_("signed up"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    # Whether it was there already when somebody signed up with its e-mail; set where that is asked, not stored.
    was_known = False

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # One party for an address, whatever the case it was written in; added by hand they may lack one.
            models.UniqueConstraint(
                models.F("invitation"),
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_sign_up_per_address",
            )
        ]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """What the party's mails are found by."""
        return f"sign-up-{self.pk}"


class SignUpTally(models.Model):
    """What is left of an invitation's sign-ups when they are deleted: how many came."""

    invitation = models.OneToOneField("news.InvitationPage", on_delete=models.CASCADE, related_name="tally")
    parties = models.PositiveIntegerField(_("sign-ups"))
    people = models.PositiveIntegerField(_("people"))
    deleted_at = models.DateTimeField(_("deleted"))

    class Meta:
        verbose_name = _("count of deleted sign-ups")
        verbose_name_plural = _("counts of deleted sign-ups")

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.people}"


class SignUpAttempt(models.Model):
    """That somebody sent the form, to count by; address and e-mail are kept as keyed digests alone, for a day."""

    address = models.CharField(max_length=32, db_index=True)
    email = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("attempt to sign up")
        verbose_name_plural = _("attempts to sign up")

    def __str__(self) -> str:
        return f"{self.at}"
