"""An invitation in words for the secretariat's own mail: subject, plain text and simple HTML."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext

from core.danish.dates import NBSP, clock, long_date, time_range
from core.text import printable
from news.invitations.event import Event


@dataclass(frozen=True)
class MailText:
    """A mail to be pasted into any mail program; the HTML is a fragment without styles."""

    subject: str
    text: str
    html: str


def mail_text(event: Event) -> MailText:
    """Return an invitation as a mail: what, when, where and until when first, then the summary and whom to ask.

    The subject is one line whatever the title holds (RFC 5322, 2.2); the HTML escapes all that staff wrote.
    """
    title = _line(event.title)
    if event.cancelled:
        title = gettext("Cancelled: %(title)s") % {"title": title}
    when = f"{title}, {long_date(event.start)} {clock(event.start)}"
    lead = gettext("The event will not take place.") if event.cancelled else ""
    paragraphs = [lead, *(_line(line) for line in printable(event.summary).splitlines())]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    known, contact = facts(event), _line(str(event.contact))
    more = gettext("Read more") if event.cancelled else gettext("Read more and sign up")
    ask = gettext("Questions: %(contact)s") % {"contact": contact} if contact else ""
    listed = "\n".join(f"{name}: {value}" for name, value in known)
    text = [title, listed, *paragraphs, f"{more}: {event.url}" if event.url else "", ask]
    html = [
        format_html("<p><strong>{}</strong></p>", title),
        format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}: <strong>{}</strong>", known)),
        format_html_join("\n", "<p>{}</p>", [(paragraph,) for paragraph in paragraphs]),
        format_html('<p><a href="{}">{}</a></p>', event.url, more) if event.url else "",
        format_html("<p>{}</p>", ask) if ask else "",
    ]
    return MailText(
        subject=when.replace(NBSP, " "),
        text="\n\n".join(part for part in text if part) + "\n",
        html="\n".join(part for part in html if part) + "\n",
    )


def facts(event: Event) -> list[tuple[str, str]]:
    """Return day and hours, place and deadline, each with its name; without what isn't known or no longer counts."""
    known = [(gettext("When"), f"{capfirst(long_date(event.start))} {time_range(event.start, event.end)}")]
    if event.location:
        known.append((gettext("Where"), _line(event.location)))
    if event.deadline and not event.cancelled:
        known.append((gettext("Deadline for sign-up"), capfirst(long_date(event.deadline))))
    return known


def _line(text: str) -> str:
    return " ".join(printable(text).split())
