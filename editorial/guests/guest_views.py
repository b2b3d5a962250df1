"""What the staff do with one guest: add, change, cancel, give a place, delete."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from editorial.guests.access import GuestsView, GuestView
from editorial.guests.forms import TAKEN, AddGuestForm, ChangeGuestForm, GuestForm
from news.invitations import signing_up
from news.invitations.deletion import deletion_day
from news.models import InvitationPage, SignUp

COMING = SignUp.State.COMING


def places_left(invitation: InvitationPage) -> str:
    """Return how many places are left in a sentence; "" where there is no limit."""
    free = signing_up.free_places(invitation)
    if free is None:
        return ""
    if not free:
        return gettext("All places are taken.")
    return ngettext("There is %(count)d place left.", "There are %(count)d places left.", free) % {"count": free}


def is_beyond(invitation: InvitationPage) -> str:
    """Return by how many the guests are more than the places, in a sentence; "" when they aren't."""
    if invitation.capacity is None:
        return ""
    over = invitation.sign_ups.coming().people() - invitation.capacity
    said = ngettext(
        "That is %(count)d more than there are places.", "That is %(count)d more than there are places.", over
    )
    return said % {"count": over} if over > 0 else ""


class AddView(GuestsView, FormView):
    """Add a guest who called; where there is no room, it is asked what to do."""

    form_class = AddGuestForm
    template_name = "editorial/guests/add.html"
    page_title = _("Add a guest")
    header_icon = "user"

    def refused(self) -> HttpResponse | None:
        """Nobody is added to what does not take place, nor where the list would be deleted at once."""
        if self.invitation.cancelled:
            messages.error(self.request, gettext("The event is cancelled. Nobody can be added."))
            return redirect(self.list_url)
        if timezone.localdate() <= deletion_day(self.invitation):
            return None
        messages.error(self.request, gettext("The event is long over, and its list is deleted. Nobody can be added."))
        return redirect(self.list_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many places are left."""
        return super().get_context_data(places_left=places_left(self.invitation), **kwargs)

    def form_valid(self, form: GuestForm) -> HttpResponse:
        """Add the guest, or ask first."""
        values = dict(form.cleaned_data)
        free = signing_up.free_places(self.invitation)
        decided = "action-beyond" in self.request.POST or "action-wait" in self.request.POST
        if free is not None and values["party"] > free and not decided:
            return self.render_to_response(self.get_context_data(form=form, no_room=True))
        beyond = "action-beyond" in self.request.POST
        guest = signing_up.sign_up(self.invitation, **values, by_hand=True, beyond=beyond)
        if guest.was_known:
            messages.warning(
                self.request, gettext("%(name)s is on the list already with this e-mail.") % {"name": guest.name}
            )
            return redirect("guest_change", self.invitation.pk, guest.pk)
        said = (
            gettext("%(name)s is signed up.") if guest.state == COMING else gettext("%(name)s is on the waiting list.")
        )
        messages.success(self.request, " ".join([said % {"name": guest.name}, is_beyond(self.invitation)]).strip())
        return redirect(self.list_url)


class ChangeView(GuestView, FormView):
    """Change a guest's name, number, organisation or e-mail."""

    form_class = ChangeGuestForm
    template_name = "editorial/guests/change.html"
    page_title = _("Change a sign-up")
    header_icon = "edit"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose it is."""
        return super().get_form_kwargs() | {"guest": self.guest}

    def form_valid(self, form: GuestForm) -> HttpResponse:
        """Change the guest, or ask first."""
        try:
            signing_up.change(self.guest, beyond="action-beyond" in self.request.POST, **form.cleaned_data)
        except signing_up.NoRoom:
            left = places_left(self.invitation)
            return self.render_to_response(self.get_context_data(form=form, no_room=True, places_left=left))
        except IntegrityError:
            form.add_error("email", TAKEN)
            return self.form_invalid(form)
        except SignUp.DoesNotExist:
            return self.gone()
        said = gettext("The sign-up is changed.")
        messages.success(self.request, " ".join([said, is_beyond(self.invitation)]).strip())
        return redirect(self.list_url)


class ActionView(GuestView, TemplateView):
    """Something that is done to a guest once it is confirmed."""

    template_name = "editorial/guests/confirm.html"
    # What the button says, and what is said when it is done.
    button: Any = ""
    done: Any = ""
    is_serious = False

    def question(self) -> list[str]:
        """What will happen, in sentences."""
        return []

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question."""
        return super().get_context_data(
            question=self.question(), button=self.button, is_serious=self.is_serious, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, once."""
        try:
            self.act()
        except SignUp.DoesNotExist:
            return self.gone()
        said = " ".join([self.done % {"name": self.guest.name}, is_beyond(self.invitation)])
        messages.success(request, said.strip())
        return redirect(self.list_url)

    def gets_mail(self) -> str:
        """Whether the guest is told."""
        if self.guest.email:
            return gettext("%(name)s gets a mail.") % {"name": self.guest.name}
        return gettext("%(name)s has no e-mail. Please call.") % {"name": self.guest.name}


class CancelView(ActionView):
    """A guest who called and isn't coming."""

    page_title = _("Cancel a sign-up")
    header_icon = "cross"
    button = _("Cancel the sign-up")
    done = _("%(name)s is not coming.")

    def question(self) -> list[str]:
        """The place goes to whoever waits."""
        if self.guest.state == SignUp.State.WAITING:
            said = gettext("%(name)s is taken off the waiting list.")
        else:
            said = gettext("%(name)s loses the place. It goes to the first on the waiting list who fits.")
        return [said % {"name": self.guest.name}, self.gets_mail()]

    def act(self) -> None:
        """Cancel."""
        signing_up.cancel(self.guest)


class GivePlaceView(ActionView):
    """A place for who waits, or had cancelled, though there may be none left."""

    page_title = _("Give a place")
    header_icon = "check"
    button = _("Give the place")
    done = _("%(name)s has a place now.")

    def question(self) -> list[str]:
        """Whether there is room."""
        free = signing_up.free_places(self.invitation)
        people = ngettext("%(count)d person", "%(count)d people", self.guest.party) % {"count": self.guest.party}
        said = [gettext("%(name)s, %(people)s, gets a place.") % {"name": self.guest.name, "people": people}]
        if free is not None and self.guest.party > free:
            said += [places_left(self.invitation), gettext("More people come than there are places.")]
        return [*said, self.gets_mail()]

    def act(self) -> None:
        """Promote."""
        signing_up.give_place(self.guest)


class ForgetView(ActionView):
    """Delete a guest who asks for it (GDPR, article 17)."""

    page_title = _("Delete a sign-up")
    header_icon = "bin"
    button = _("Delete for good")
    done = _("%(name)s is deleted.")
    is_serious = True

    def question(self) -> list[str]:
        """It can't be undone."""
        return [
            gettext("Name, e-mail and organisation of %(name)s are deleted, and the mails to them.")
            % {"name": self.guest.name},
            gettext("Nobody gets a mail. It can't be undone."),
        ]

    def act(self) -> None:
        """Delete."""
        signing_up.forget(self.guest)
