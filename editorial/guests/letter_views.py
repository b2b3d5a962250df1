"""The steps of a letter to all who signed up: written, looked at, sent."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.danish.dates import clock, long_date
from editorial.guests.access import GuestsView
from editorial.guests.forms import LetterForm
from editorial.guests.letters import (
    SentAlready,
    full_text,
    reply_address,
    send_letter,
    send_trial,
    takes_calendar_along,
)
from news.models import InvitationPage


def first_words(invitation: InvitationPage) -> dict[str, str]:
    """Return what a letter begins with: nothing, unless the event is cancelled; then all who wait are told, too."""
    if not invitation.cancelled:
        return {}
    title = " ".join(invitation.title.split())
    when = f"{long_date(invitation.start)} {clock(invitation.start)}".replace("\u00a0", " ")
    return {
        "audience": LetterForm.Audience.ALL,
        "subject": gettext("Cancelled: %(title)s") % {"title": title},
        "text": gettext("We are sorry: “%(title)s” on %(when)s will not take place.") % {"title": title, "when": when},
    }


class LetterView(GuestsView, TemplateView):
    """Write, look at it with the number who get it, send a trial to oneself, send."""

    page_title = _("Write to the guests")
    header_icon = "mail"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty letter, or what there is to say when it is cancelled."""
        return self.show("letter", form=LetterForm(initial=first_words(self.invitation)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go one step on, or back; what was written comes along."""
        form = LetterForm(request.POST)
        if not form.is_valid() or "action-edit" in request.POST:
            return self.show("letter", form=form)
        if "action-trial" in request.POST:
            self.send_trial(form)
        elif "action-send" in request.POST:
            return self.send(form)
        return self.show_preview(form)

    def show_preview(self, form: LetterForm) -> HttpResponse:
        """Show the letter as a guest gets it, and who doesn't."""
        guests = form.recipients(self.invitation)
        reachable = sum(1 for guest in guests if guest.email)
        count = ngettext("%(count)d guest gets the mail.", "%(count)d guests get the mail.", reachable)
        return self.show(
            "letter_preview",
            form=form,
            # Each look makes a token: who comes back to write another letter sends another.
            token=uuid4(),
            whole=full_text(form.cleaned_data["text"], self.invitation, gettext("(here stands the guest's own link)")),
            subject=form.cleaned_data["subject"],
            count=count % {"count": reachable},
            reachable=reachable,
            with_calendar=takes_calendar_along(self.invitation),
            without_email=[guest for guest in guests if not guest.email],
        )

    def send_trial(self, form: LetterForm) -> None:
        """Send it to the one who writes."""
        email = self.request.user.email
        if not email:
            messages.error(self.request, gettext("Your account has no e-mail. Add one under “Account” first."))
            return
        send_trial(self.invitation, form.cleaned_data["subject"], form.cleaned_data["text"], email)
        messages.success(self.request, gettext("A trial is on its way to %(email)s.") % {"email": email})

    def send(self, form: LetterForm) -> HttpResponse:
        """Send it, once."""
        try:
            token = UUID(self.request.POST.get("token", ""))
        except ValueError:
            return self.show_preview(form)
        guests = form.recipients(self.invitation)
        subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
        try:
            sent = send_letter(self.invitation, guests, subject, text, token, self.request.user)
        except SentAlready:
            messages.info(self.request, gettext("The mail was sent already. It has not been sent again."))
        else:
            said = ngettext(
                "The mail is on its way to %(count)d guest.", "The mail is on its way to %(count)d guests.", sent
            )
            messages.success(self.request, said % {"count": sent})
        return redirect(self.list_url)

    def show(self, step: str, **context: Any) -> HttpResponse:
        """Render a step's template."""
        self.template_name = f"editorial/guests/{step}.html"
        shown = self.get_context_data(reply_to=reply_address(self.invitation), **context)
        return self.render_to_response(shown)
