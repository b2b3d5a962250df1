"""Example values for the components: ordinary, long, short and missing, each marked as an example."""

import datetime as dt
from types import SimpleNamespace as Example
from typing import Any

from django import forms
from django.db.models import F
from django.utils import timezone

from core.images import SiteImage
from home.models import HomePage, MissionPage, TextPage
from news.models import NewsPage, Video
from people.models import PeoplePage, Person, with_addresses
from publications.models import PdfPage

LONG = "Boligorganisationernes interessevaretagelse og helhedsplansfinansieringsaftalernes evalueringsmetoder"
SENTENCE = "Eksempel: en sætning, der fortæller det vigtigste først."
PARAGRAPH = (
    "Eksempel: boligorganisationerne og beboerne taler sammen om helhedsplanerne, om interessevaretagelsen og om, "
    "hvad områderne har brug for. Teksten er lang, så man kan se, hvordan den brydes på en smal skærm."
)


class ExampleForm(forms.Form):
    """A form with a field of each kind that visitors meet."""

    name = forms.CharField(label="Dit navn (eksempel)", max_length=80)
    email = forms.EmailField(label="Din e-mail", help_text="Kun for at svare dig. Den bliver slettet efter mødet.")
    guests = forms.IntegerField(label="Hvor mange kommer du med?", required=False, min_value=0)
    organisation = forms.CharField(label=LONG, required=False)
    people = forms.ChoiceField(label="Hvor mange er I?", choices=[(1, "1 person"), (2, "2 personer")])


class Examples:
    """One set of values; picture, film and front page are those of the site, where it has any."""

    def __init__(self) -> None:
        pictures = SiteImage.objects.order_by("pk")
        self.image = pictures.filter(width__gt=F("height")).first() or pictures.first()
        self.home = HomePage.objects.live().first()
        self.film = Video.objects.order_by("pk").first()
        staff_page = PeoplePage.objects.live().first()
        staff = with_addresses(Person.objects.all(), staff_page.url) if staff_page else []
        self.qr_url = next((person.qr_url for person in staff), "")
        self.now = timezone.localtime()
        self.day = dt.date(2016, 12, 6)

    # People

    def person(self, **values: Any) -> Example:
        """A member of the staff with a number and an e-mail address."""
        known = {
            "name": "Eva Eksempel",
            "first_name": "Eva",
            "initials": "EE",
            "title": "Konsulent",
            "phone": "00 00 00 00",
            "text_address": "sms:+4500000000",
            "topic_names": ["Analyse", "Netværksarbejde"],
            "email": "eva@example.org",
            "card_url": "#",
            "qr_url": "",
            "portrait": None,
            "active": True,
        }
        return Example(**{**known, **values})

    @property
    def pictured(self) -> Example:
        """With a portrait, and the QR code of the first of the staff."""
        return self.person(portrait=self.image, qr_url=self.qr_url)

    @property
    def long_person(self) -> Example:
        """With the longest name and title there can be."""
        return self.person(
            name="Eksempeline-Margrethe Prøvesen-Eksempelgaard",
            first_name="Eksempeline-Margrethe",
            initials="EP",
            title="Kommunikationsmedarbejder og helhedsplanskoordinator i Gellerup",
            email="eksempeline-margrethe.proevesen-eksempelgaard@example.org",
        )

    @property
    def unreachable(self) -> Example:
        """A name alone."""
        return self.person(title="", phone="", text_address="", email="")

    @property
    def away(self) -> Example:
        """Away until a day, while somebody else answers."""
        away = self.person(name="Mads Mønster", first_name="Mads", initials="MM", absent_until=self.now.date())
        return Example(**{**vars(away), "reached": lambda **known: self.person(instead_of=away)})

    def other_help(self, **values: Any) -> Example:
        """Somebody else to call."""
        known = {"name": "Eksempel Kommune", "reason": SENTENCE, "phone": "00 00 00 00", "call_address": "tel:00000000"}
        return Example(**{**known, "url": "", **values})

    @property
    def writes(self) -> Example:
        """Without a number."""
        return self.person(phone="", text_address="")

    # What is published

    def post(self, **values: Any) -> Example:
        """A news post."""
        known = {
            "title": "Eksempel på en nyhed",
            "url": "#",
            "date": self.day,
            "summary": SENTENCE,
            "image": self.image,
            "first_topic": "Netværksarbejde",
            "has_video": False,
            "is_invitation": False,
            "invitation": None,
        }
        return Example(**{**known, **values})

    def event(self, state: str = "open", **values: Any) -> Example:
        """An invitation in one of its states."""
        start = self.now.replace(month=1, day=5, hour=15, minute=0)
        known = {
            "title": "Eksempel på en invitation",
            "url": "#",
            "summary": SENTENCE,
            "start": start,
            "end": start.replace(hour=17),
            "place": "Sekretariatet",
            "place_address": "Eksempelvej 1, 8000 Aarhus C",
            "deadline": dt.date(start.year, 1, 2),
            "state": state,
        }
        return Example(**{**known, **values})

    @property
    def long_event(self) -> Example:
        """With a long name, day and place, and nothing that may be left out."""
        start = self.now.replace(month=9, day=24, hour=9, minute=30)
        return self.event(title=LONG, place=LONG, place_address="", start=start, end=None, deadline=None, summary="")

    def publication(self, **values: Any) -> Example:
        """A publication with its cover and PDF."""
        known = {
            "title": "Årsskrift 2016 (eksempel)",
            "url": "#",
            "pdf_url": "#",
            "summary": SENTENCE,
            "cover": self.image,
            "year": 2016,
            "get_kind_display": "Årsskrift",
            "name_in_text": "årsskriftet",
            "language": "",
            "reader_url": "#",
            "page_count": 36,
            "document": Example(file_size=2_400_000),
            "has_cover": self.image is not None,
        }
        return Example(**{**known, **values})

    @property
    def bare_publication(self) -> Example:
        """Without cover, file and summary."""
        return self.publication(
            title=LONG, summary="", document=None, cover=None, has_cover=False, pdf_url="", reader_url="", page_count=0
        )

    @property
    def own_cover(self) -> Example:
        """With its PDF's first page as its cover."""
        return self.publication(cover=None, cover_picture=self.pdf_page().picture, has_cover=True)

    def pdf_page(self, **values: Any) -> Example:
        """A page of a PDF, with the picture of one that the site has."""
        page = PdfPage.objects.select_related("reading").order_by("pk").first()
        known = {
            "number": 3,
            "anchor": "side-3",
            "picture": page.picture if page else None,
            "paragraphs": [SENTENCE, PARAGRAPH],
        }
        return Example(**{**known, **values})

    @property
    def video(self) -> Example:
        """A film of the site with captions and a transcript, or the words about one."""
        film = self.film
        return Example(
            title="Eksempel på en film",
            url=film.url if film else "#",
            sources=film.sources if film else [],
            poster=film.poster if film else self.image,
            captions_url="#",
            duration=95.0,
            file=Example(size=3_200_000),
            transcript="Eksempel: her står alt, hvad der bliver sagt.\n\nOg hvad man ser.",
        )

    def video_link(self, service: str = "YouTube", **values: Any) -> dict[str, Any]:
        """A film at another site."""
        film = Example(service=service, url="#")
        return {"film": film, "title": "Eksempel på en film", "image": self.image, "minutes": 3, **values}

    def bodies(self) -> list[tuple[str, list[Any]]]:
        """Every kind of block that a body may hold, with the value it shows in the editor: name and bound block."""
        found: dict[str, Any] = {}
        for model in (MissionPage, TextPage, NewsPage):
            found |= model._meta.get_field("body").stream_block.child_blocks
        return [(str(block.label), [block.bind(block.get_preview_value())]) for block in found.values()]

    @staticmethod
    def form(wrong: bool = False, fields: bool = True) -> ExampleForm:
        """A form, empty or sent with what can't be right: in its fields too, or as a whole."""
        if not wrong:
            return ExampleForm()
        right = {"name": "Eva Eksempel", "email": "eva@example.org", "people": "1"}
        form = ExampleForm({"name": "", "email": "eva@", "guests": "-1", "people": "1"} if fields else right)
        form.add_error(None, "Eksempel: der er noget, vi ikke forstår. Se felterne herunder.")
        return form

    # Topics and pages

    def topic(self, **values: Any) -> Example:
        """A topic as the front page shows it."""
        known = {
            "sentence": "Hvem taler vores sag?",
            "name": "Interessevaretagelse",
            "mission_url": "#",
            "news_url": "#",
            "image": self.image,
            "contact": self.person(),
            "slug": "",
            "helpers": [self.person(), self.away],
        }
        return Example(**{**known, **values})

    def partner(self, **values: Any) -> Example:
        """A partner with a logo, a sentence and an address."""
        known = {"name": "Eksempelforeningen", "sentence": SENTENCE, "url": "#", "logo": self.image}
        return Example(**{**known, **values})

    def entry(self, title: str, **values: Any) -> dict[str, Any]:
        """A link of a menu, a filter or a list."""
        return {"title": title, "name": title, "url": "#", "current": False, "children": [], **values}

    @property
    def menu(self) -> list[dict[str, Any]]:
        """A menu of two levels, the first entry current."""
        below = [self.entry("Interessevaretagelse", current=True), self.entry("Område- og projektstøtte")]
        return [
            self.entry("Det gør vi", url="#her", current=True, children=below),
            self.entry("Nyheder"),
            self.entry("Om os", children=[self.entry("Medarbejdere"), self.entry("Presse")]),
            self.entry("Kontakt"),
        ]

    @property
    def site(self) -> Example:
        """The frame around a page, with all that staff can fill in."""
        facts = Example(
            name="Det Boligsociale Fællessekretariat",
            tagline="Eksempel på, hvem vi er",
            phone="00 00 00 00",
            email="post@example.org",
            address="Eksempelvej 1\n8000 Aarhus C",
            opening_hours="Mandag–torsdag 9–15\nFredag 9–12",
            cvr="00000000",
            accessibility_page=Example(url="#", live=True),
            privacy_page=Example(url="#", live=True),
            facebook_url="#",
            linkedin_url="#",
            youtube_url="#",
        )
        return Example(
            settings=facts,
            contact=self.person(),
            menu=self.menu,
            url="https://example.org/eksempel/",
            base_url="https://example.org",
            crumbs=[],
        )
