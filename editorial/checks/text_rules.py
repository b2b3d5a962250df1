"""The rules that need no database: readability, link texts, headings, pictures, weekdays, phone numbers."""

import re
from collections.abc import Iterator

import phonenumbers
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.danish.lix import compounds, hardest, lix, words
from core.danish.weekdays import mentions
from core.date_checks import disagreement
from editorial.checks.values import Draft, Finding, House, Picture

DANISH = "da"
# Fewer words say nothing of how a text reads.
FEWEST_WORDS = 30
LONGEST_HEADING = 80
VAGUE = re.compile(
    r"(?:du kan )?(?:læs|se|find|hør|hent|klik|tryk|gå til|følg)"
    r"(?: (?:mere|videre|her|den|det|dem|på|linket|link|dette|siden))*"
    r"|her(?: på siden)?|(?:dette |på )?link(?:et)?|mere(?: (?:her|info|information))?|denne side|siden|download"
    r"|click here|read more|here",
    re.IGNORECASE,
)
BARE = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:dk|com|org|net|eu)(?:/\S*)?", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\S.*\.(?:jpe?g|png|gif|webp|avif|heic|svg|tiff?|bmp)\Z|(?:img|dsc[nf]?|pxl|dji|mvimg|image|picture|foto|billede|"
    r"skærmbillede|screenshot|scan|unavngivet|untitled)[ _-]*[\d(][\d _()-]*\Z|\S+_\S*\Z|[0-9a-f-]{12,}\Z|[\d _-]+\Z",
    re.IGNORECASE,
)


def readability(draft: Draft, house: House) -> Iterator[Finding]:
    """A text that is harder than its kind should be, and compounds that stop a reader."""
    if draft.language != DANISH:
        return
    text = draft.prose
    if (score := score_of(draft)) is not None and score > draft.limit:
        said = _("The text is hard to read: LIX %(lix)d. Aim for %(limit)d or less.")
        yield Finding(
            "lix",
            said % {"lix": round(score), "limit": draft.limit},
            _("Divide the long sentences, and choose shorter words. These are the hardest:"),
            sentences=tuple(hardest(text, above=draft.limit)),
        )
    if long := compounds(text, known=house.names):
        yield Finding(
            "compounds",
            _("Long words: %(words)s.") % {"words": ", ".join(long)},
            _("Say it in several short words where you can."),
        )


def score_of(draft: Draft) -> float | None:
    """Return the LIX of a text; None for one that is too short, or not Danish."""
    text = draft.prose
    return lix(text) if draft.language == DANISH and len(words(text)) >= FEWEST_WORDS else None


def link_texts(draft: Draft, house: House) -> Iterator[Finding]:
    """Links that don't say where they lead, to somebody who hears them one by one."""
    for link in draft.links:
        plain = link.text.strip(" .…:!?>»→“”„\"'-–")
        if VAGUE.fullmatch(plain) or (not plain and (link.address or link.page or link.document)):
            said = _("The link “%(text)s” doesn't say where it leads.") % {"text": link.text}
        elif BARE.fullmatch(plain):
            said = _("The link “%(text)s” is a bare address, and is read aloud sign by sign.") % {"text": link.text}
        else:
            continue
        fix = _("Write in the link where it leads, e.g. “Read the annual report 2016”.")
        yield Finding("link_text", said, fix, where=link.where)


def headings(draft: Draft, house: House) -> Iterator[Finding]:
    """Headings that skip a level, are empty, or are none to whoever hears the page."""
    level = 1
    for heading in draft.headings:
        if not heading.text:
            yield Finding(
                "heading", _("There is an empty heading."), _("Write something in it, or delete it."), heading.where
            )
            continue
        if heading.level > level + 1:
            said = _("“%(heading)s” is a small heading (H%(level)d) without a larger one (H%(above)d) above it.")
            values = {"heading": heading.text, "level": heading.level, "above": level + 1}
            fix = _("Make it larger (H%(above)d), or put a larger one above it.") % values
            yield Finding("heading", said % values, fix, heading.where)
        level = heading.level
    for passage in draft.passages:
        for text in passage.bold:
            # A whole sentence in bold is a shout, not a heading.
            if len(text) <= LONGEST_HEADING and not text.endswith((".", "!", "?", ":")):
                said = _("“%(text)s” looks like a heading, but is a paragraph in bold.") % {"text": text}
                yield Finding("heading", said, _("Make it a heading (H2 or H3), or take the bold away."), passage.where)


def pictures(draft: Draft, house: House) -> Iterator[Finding]:
    """Pictures that say nothing to those who can't see them."""
    for picture in draft.pictures:
        if said := fault_of(picture):
            yield Finding(
                "picture",
                said,
                _("Say in one sentence what it shows, for those who can't see it."),
                where=picture.where,
                address=reverse("wagtailimages:edit", args=[picture.key]),
                action=_("Describe the picture"),
            )


def fault_of(picture: Picture) -> str:
    """Return what is wrong with a picture's description, in a sentence; "" when nothing is."""
    shown = picture.shown.strip()
    if not shown:
        return _("The picture “%(title)s” has no description.") % {"title": picture.title}
    if FILE_NAME.match(shown):
        said = _("The description of the picture “%(title)s” looks like the name of a file: “%(description)s”.")
        return said % {"title": picture.title, "description": shown}
    return ""


def weekdays(draft: Draft, house: House) -> Iterator[Finding]:
    """Dates with another weekday than theirs. Without a year they are asked about only on a page that has a day."""
    if draft.language != DANISH:
        return
    fix = _("Put the weekday or the date right.")
    if draft.dates_said is not None:
        yield from (Finding("weekday", said, fix) for said in draft.dates_said)
        return
    for passage in draft.passages:
        for mention in mentions(passage.text):
            if mention.year is None and draft.day is None:
                continue
            if said := disagreement(mention, draft.day or timezone.localdate()):
                yield Finding("weekday", said, fix, passage.where)


def phone_numbers(draft: Draft, house: House) -> Iterator[Finding]:
    """Numbers of the staff, typed where they stay when the number changes."""
    for passage in draft.passages:
        found = [match.number for match in phonenumbers.PhoneNumberMatcher(passage.text, "DK")]
        for link in passage.links:
            if link.address.startswith("tel:"):
                found += [match.number for match in phonenumbers.PhoneNumberMatcher(link.address[4:], "DK")]
        seen = {phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164): number for number in found}
        for key in seen.keys() & house.numbers.keys():
            shown = phonenumbers.format_number(seen[key], phonenumbers.PhoneNumberFormat.NATIONAL)
            said = _("%(number)s is the number of %(name)s, typed into the text.")
            if draft.offers_contact:
                fix = _("Insert the block “Contact” instead: then the number is right everywhere when it changes.")
            else:
                fix = _("Name the person, and link to the staff page instead: there the number is always right.")
            yield Finding("phone", said % {"number": shown, "name": house.numbers[key]}, fix, passage.where)


RULES = (pictures, link_texts, headings, weekdays, phone_numbers, readability)
