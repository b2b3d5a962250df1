"""The accessibility report of a PDF: what helps people who listen, enlarge or search, and how to mend the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from publications.pdf.values import Reading

# Shorter publications are found through without bookmarks.
BOOKMARKS_FROM = 10
# A title that is a file's name, or what a program puts there by itself.
NO_TITLE = re.compile(
    r"(.*\.(docx?|indd|pdf|pptx?|xlsx?|odt|rtf|pages)|microsoft (word|powerpoint) - .*"
    r"|(untitled|unavngivet|ikke-navngivet|uden navn|dokument|document|præsentation)[\s-]*\d*)\Z",
    re.IGNORECASE,
)
NAMED_PAGES = 8


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True)
class Check:
    """One check: what was found in a sentence, and what to do about it in Word and in InDesign ("" when good)."""

    key: str
    name: str
    state: State
    sentence: str
    word: str = ""
    indesign: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in (State.GOOD, State.NOT_NEEDED)

    @property
    def result(self) -> str:
        """How the check came out, in a word or two, in the language of the moment."""
        return {
            State.GOOD: _("In order"),
            State.PARTLY: _("Partly in order"),
            State.MISSING: _("Not in order"),
            State.NOT_NEEDED: _("Not needed"),
        }[self.state]


def report(reading: Reading) -> tuple[Check, ...]:
    """Take a reading; return its checks in a fixed order, in the language of the moment. It never refuses anything."""
    return (text(reading), tags(reading), title(reading), language(reading), bookmarks(reading), access(reading))


def text(reading: Reading) -> Check:
    """Check that the pages hold text, not pictures of text."""
    name = _("Text")
    word = _("Save straight from Word: File, Save As, PDF. Do not print and scan.")
    indesign = _("Export straight from InDesign, and keep text as text: do not turn it into outlines or pictures.")
    empty = reading.pages_without_text
    if not empty:
        return Check("text", name, State.GOOD, _("All pages have text that can be read aloud and searched."))
    if not reading.has_text:
        found = _(
            "The pages are pictures without text. Nobody can have them read aloud, and search does not find them."
        )
        return Check("text", name, State.MISSING, found, word, indesign)
    found = ngettext(
        "Page %(pages)s has no text. If it shows words, they cannot be read aloud.",
        "Pages %(pages)s have no text. If they show words, those cannot be read aloud.",
        len(empty),
    ) % {"pages": listed(empty)}
    return Check("text", name, State.PARTLY, found, word, indesign)


def tags(reading: Reading) -> Check:
    """Check that headings, lists and reading order are marked up."""
    name = pgettext("of a PDF", "Tags")
    if reading.tagged:
        found = _("The file is tagged: a screen reader can tell headings, lists and pictures apart.")
        return Check("tags", name, State.GOOD, found)
    return Check(
        "tags",
        name,
        State.MISSING,
        _("The file is not tagged. A screen reader cannot tell headings from text, nor the order of the page."),
        _(
            "Use the styles Heading 1, 2 and 3. Then File, Save As, PDF, Options: "
            "tick document structure tags for accessibility."
        ),
        _(
            "Give the paragraph styles export tags (H1, H2, P), and order the text in the Articles panel. "
            "Tick Create Tagged PDF when you export."
        ),
    )


def title(reading: Reading) -> Check:
    """Check that the file says what it is called."""
    name = _("Title")
    if reading.title and not NO_TITLE.match(reading.title):
        return Check("title", name, State.GOOD, _("The title is “%(title)s”.") % {"title": reading.title})
    if reading.title:
        found = _("The title is “%(title)s”. That is a file's name, not a title.") % {"title": reading.title}
        state = State.PARTLY
    else:
        found, state = _("The file has no title, so a screen reader reads the file's name aloud."), State.MISSING
    word = _("File, Info, Properties: write the title, and save as PDF again.")
    return Check("title", name, state, found, word, _("File, File Info: write the title, and export again."))


def language(reading: Reading) -> Check:
    """Check that the file says which language it is in, so that it is read aloud with the right voice."""
    name = _("Language")
    if not reading.language:
        found = _("The file does not say which language it is in. It may be read aloud with an English voice.")
        word = _("Mark all text, then Review, Language, Set Proofing Language: Danish. Save as PDF again.")
        indesign = _("Choose Danish as language in the basic paragraph style, and in the advanced export settings.")
        return Check("language", name, State.MISSING, found, word, indesign)
    if reading.language.lower().split("-")[0] == "da":
        return Check("language", name, State.GOOD, _("The language is Danish."))
    found = _("The language is marked “%(language)s”. If the text is Danish, mark it as Danish.")
    return Check(
        "language",
        name,
        State.PARTLY,
        found % {"language": reading.language},
        _("Mark all text, then Review, Language, Set Proofing Language: Danish. Save as PDF again."),
        _("Choose Danish as language in the basic paragraph style, and in the advanced export settings."),
    )


def bookmarks(reading: Reading) -> Check:
    """Check that a longer publication has bookmarks to its chapters."""
    name = _("Bookmarks")
    count = len(reading.outline)
    if count:
        found = ngettext("There is %(count)d bookmark.", "There are %(count)d bookmarks.", count) % {"count": count}
        return Check("bookmarks", name, State.GOOD, found)
    if len(reading.pages) < BOOKMARKS_FROM:
        found = _("There are no bookmarks. A publication this short does not need them.")
        return Check("bookmarks", name, State.NOT_NEEDED, found)
    return Check(
        "bookmarks",
        name,
        State.MISSING,
        _("There are no bookmarks, so it is hard to get to a chapter."),
        _("Use the styles Heading 1, 2 and 3. Then File, Save As, PDF, Options: create bookmarks using headings."),
        _("Make a table of contents with Create PDF Bookmarks, and tick Bookmarks when you export."),
    )


def access(reading: Reading) -> Check:
    """Check that nothing keeps aids from the text."""
    name = _("Not locked")
    if not reading.locked:
        return Check("access", name, State.GOOD, _("The file is not locked, so aids can get at the text."))
    return Check(
        "access",
        name,
        State.MISSING,
        _("The file is locked. Aids for people with disabilities may be kept from the text."),
        _("File, Save As, PDF, Options: do not encrypt the document with a password."),
        _("Export without passwords and limits under Security."),
    )


def listed(pages: Sequence[int]) -> str:
    """Return page numbers as a Dane lists them, ranges joined: "3, 7-9 og 12"; after some, "og flere"."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    names = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    if len(names) > NAMED_PAGES:
        names = [*names[:NAMED_PAGES], _("others")]
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
