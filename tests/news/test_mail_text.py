"""An invitation as a mail: facts first, one subject line, and nothing of what staff wrote taken as HTML."""

import datetime as dt
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from news.invitations.calendar import ZONE
from news.invitations.event import Event, Someone
from news.invitations.mail_text import mail_text

START = dt.datetime(2017, 1, 5, 15, tzinfo=ZONE)


def event(**values: Any) -> Event:
    """The reception, with the given values."""
    known = {
        "uid": "1",
        "title": "Invitation til nytårskur",
        "start": START,
        "end": START + dt.timedelta(hours=2),
        "changed": START,
        "place": "Sekretariatet",
        "address": "Eksempelvej 1, 8000 Aarhus C",
        "summary": "Prøvetekst: vi ses.\n\nTag en ven med.",
        "url": "https://example.org/nyheder/nytaarskur/",
        "deadline": dt.date(2017, 1, 2),
        "contact": Someone("Eva Eksempel", "00 00 00 00", "eva@example.org"),
    }
    return Event(**{**known, **values})


class Read(HTMLParser):
    """The elements, links and words of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_facts_come_first() -> None:
    mail = mail_text(event())
    assert mail.subject == "Invitation til nytårskur, torsdag den 5. januar 2017 kl. 15.00"
    assert mail.text.replace("\u00a0", " ") == (
        "Invitation til nytårskur\n\n"
        "Hvornår: Torsdag den 5. januar 2017 kl. 15.00–17.00\n"
        "Hvor: Sekretariatet, Eksempelvej 1, 8000 Aarhus C\n"
        "Tilmeldingsfrist: Mandag den 2. januar 2017\n\n"
        "Prøvetekst: vi ses.\n\n"
        "Tag en ven med.\n\n"
        "Læs mere, og tilmeld dig: https://example.org/nyheder/nytaarskur/\n\n"
        "Spørgsmål: Eva Eksempel, 00 00 00 00, eva@example.org\n"
    )


def test_the_html_says_the_same() -> None:
    mail = mail_text(event())
    read = Read(mail.html)
    assert read.links == ["https://example.org/nyheder/nytaarskur/"]
    assert read.tags == {"p", "strong", "br", "a"}
    for line in mail.text.splitlines():
        assert line.removesuffix(": https://example.org/nyheder/nytaarskur/") in read.words


def test_what_is_not_known_leaves_no_gap() -> None:
    bare = event(end=None, place="", address="", summary="", url="", deadline=None, contact=Someone())
    mail = mail_text(bare)
    assert mail.text.replace("\u00a0", " ") == (
        "Invitation til nytårskur\n\nHvornår: Torsdag den 5. januar 2017 kl. 15.00\n"
    )
    assert Read(mail.html).links == []


def test_a_cancelled_one_says_so_first() -> None:
    mail = mail_text(event(cancelled=True))
    assert mail.subject.startswith("Aflyst: Invitation til nytårskur")
    assert "Arrangementet" in mail.text and "Tilmeldingsfrist" not in mail.text


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_text_stays_text(title: str, summary: str, place: str) -> None:
    mail = mail_text(event(title=f"a{title}", summary=summary, place=place))
    assert len(mail.subject.splitlines()) == 1
    assert Read(mail.html).tags <= {"p", "strong", "br", "a"}
