"""Where the index takes its texts from: what each type of page says, and the people on the staff page."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wagtail.models import Page

from core.danish.dates import clock, long_date
from core.danish.sorting import danish_key
from core.danish.words import file_size
from core.models import SiteSettings
from core.pages import SitePage
from core.querysets import listed_pages
from core.templatetags.danish import phone
from home.models import HelpPage, HomePage, MissionPage, TextPage
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import Partner, PeoplePage, Person
from publications.models import PdfReading, PublicationIndexPage, PublicationPage
from search.documents import Document
from search.kinds import Kind
from search.models import Pin
from search.texts import body_texts, pdf_leaves

Texts = dict[str, str]
# Words that people use for what they look for, where the page itself has only the thing.
ADDRESS_WORDS = "adresse telefon telefonnummer e-mail mail åbningstider åbningstid kontaktoplysninger"
PERSON_WORDS = "telefon telefonnummer nummer direkte mobil e-mail mail kontakt kontaktperson medarbejder hvem"
INVITATION_WORDS = "invitation arrangement dato tidspunkt sted hvornår hvor"
# What helps many comes first; a list says less than what it lists.
PRIORS: dict[type[Page], float] = {
    HelpPage: 1.15,
    MissionPage: 1.15,
    TextPage: 1.1,
    PeoplePage: 1.05,
    HomePage: 0.7,
    NewsIndexPage: 0.9,
    PublicationIndexPage: 0.9,
}
# Of two posts that say the same the newer comes first; years are counted from the secretariat's first.
FIRST_YEAR, YEARLY, MOST_YEARS = 2007, 0.003, 60


def page_document(page: Page, place: str) -> Document:
    """Return what is indexed of a page as it stands in the database; a publication comes with its PDF."""
    headings, words = body_texts(getattr(page, "body", ()))
    texts = {"title": page.title, "summary": page.summary, "subheading": headings, "body": words}
    if page.headline != page.title:
        texts["heading"] = page.headline
    lines = [texts.get("heading", ""), page.summary, words]
    facts: Texts = {}
    for kind, extra in _EXTRAS.items():
        if isinstance(page, kind):
            more = extra(page)
            lines.append(more.pop("lines", ""))
            facts |= {name: "\n".join(filter(None, [facts.get(name, ""), text])) for name, text in more.items()}
    texts |= {name: "\n".join(filter(None, [texts.get(name, ""), text])) for name, text in facts.items()}
    texts["pin"] = _pinned(page=page)
    day = getattr(page, "date", None) or getattr(page, "published_on", None)
    reading = page.reading if isinstance(page, PublicationPage) else None
    return Document(
        kind=Kind.PUBLICATION if isinstance(page, PublicationPage) else Kind.PAGE,
        page_id=page.pk,
        title=page.title,
        place=place,
        date=day,
        year=page.year if isinstance(page, PublicationPage) else day.year if day else None,
        topics=_filed(_topics(page)),
        text="\n".join(filter(None, lines)),
        fields={name: text for name, text in texts.items() if text},
        leaves=_leaves(page),
        facts=_file_facts(page, reading) if reading else {},
        prior=PRIORS.get(type(page), 1.0) + (min(day.year - FIRST_YEAR, MOST_YEARS) * YEARLY if day else 0),
    )


def _topics(page: Page) -> list[Any]:
    if isinstance(page, MissionPage):
        return [page.topic]
    return list(page.topics.all()) if hasattr(page, "topics") else []


def _filed(topics: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((topic.slug, topic.name) for topic in sorted(topics, key=lambda topic: danish_key(topic.name)))


def _pinned(**answer: Any) -> str:
    return "\n".join(Pin.objects.filter(**answer).order_by("pk").values_list("words", flat=True))


def _names(things: Iterable[Any]) -> str:
    return ", ".join(thing.name for thing in things)


def _home(page: HomePage) -> Texts:
    return {"summary": page.lead, "lines": page.lead}


def _help(page: HelpPage) -> Texts:
    others = [f"{one.name}: {one.reason} {one.phone}".strip() for one in page.others.all()]
    return {"body": "\n".join(others), "subheading": "\n".join(one.name for one in page.others.all()),
            "lines": "\n".join(others)}  # fmt: skip


def _mission(page: MissionPage) -> Texts:
    partners = "\n".join(f"{one.name}: {one.sentence}" for one in page.partners.all())
    return {"summary": page.topic.sentence, "heading": page.topic.name if page.topic.name != page.title else "",
            "facts": partners, "lines": partners}  # fmt: skip


def _people(page: PeoplePage) -> Texts:
    partners = "\n".join(f"{one.name}: {one.sentence}" for one in Partner.objects.order_by("pk"))
    return {"body": partners, "lines": partners, "keywords": "medarbejdere ansatte personale kolleger stab team"}


def _text(page: TextPage) -> Texts:
    if not any(block.block_type == "address" for block in page.body):
        return {}
    facts = SiteSettings.load()
    address = "\n".join(filter(None, [facts.name, facts.address, phone(facts.phone), facts.email, facts.opening_hours]))
    return {"facts": address, "keywords": ADDRESS_WORDS, "lines": address}


def _news(page: NewsPage) -> Texts:
    film = page.video
    words = "\n".join(filter(None, [page.correction, film.title if film else "", film.transcript if film else ""]))
    told = [long_date(page.date), _names(page.topics.all()), page.publication.title if page.publication else ""]
    return {"body": words, "facts": "\n".join(filter(None, told)), "lines": words,
            "keywords": "nyhed nyheder" + (" video film" if film else "")}  # fmt: skip


def _invitation(page: InvitationPage) -> Texts:
    when = f"{long_date(page.start)} {clock(page.start)}, {page.place} {page.place_address}".strip()
    return {"summary": when, "lines": when, "keywords": INVITATION_WORDS}


def _publication(page: PublicationPage) -> Texts:
    told = [page.get_kind_display(), str(page.year), long_date(page.published_on), _names(page.topics.all())]
    return {"facts": "\n".join([*told, page.correction]), "keywords": "udgivelse pdf læs hent"}


_EXTRAS: dict[type[Page], Callable[[Any], Texts]] = {
    HomePage: _home,
    HelpPage: _help,
    MissionPage: _mission,
    PeoplePage: _people,
    TextPage: _text,
    NewsPage: _news,
    InvitationPage: _invitation,
    PublicationPage: _publication,
}


def _leaves(page: Page) -> tuple[Any, ...]:
    reading = page.reading if isinstance(page, PublicationPage) else None
    if reading is None:
        return ()
    return pdf_leaves(list(reading.pages.order_by("number").values_list("number", "text")), reading.bookmarks)


def _file_facts(page: PublicationPage, reading: PdfReading) -> dict[str, Any]:
    picture = page.first_page.picture if page.first_page else None
    return {
        "reading": reading.pk,
        "pages": reading.page_count,
        "size": file_size(reading.document.file_size or 0),
        "lang": page.language,
        "cover": {name: picture[name] for name in ("src", "srcset", "width", "height")} if picture else None,
    }


def person_document(person: Person, staff_page: Page) -> Document:
    """Return what is indexed of somebody who works here, given the page that shows the staff."""
    topics = {topic.pk: topic for topic in person.topics.all()}
    for mission in listed_pages(MissionPage.objects.filter(contact=person)).select_related("topic"):
        topics[mission.topic_id] = mission.topic
    return Document(
        kind=Kind.PERSON,
        page_id=staff_page.pk,
        person_id=person.pk,
        title=person.name,
        place=staff_page.title,
        topics=_filed(topics.values()),
        fields={
            "title": person.name,
            "heading": person.title,
            "facts": "\n".join([_names(topics.values()), phone(person.phone), person.email]),
            "keywords": PERSON_WORDS,
            "pin": _pinned(person=person),
        },
    )


def places(pages: Iterable[Page]) -> dict[int, str]:
    """Return the titles of the pages above each page, from the top, without the front page; in one query."""
    pages = list(pages)
    paths = {page.path[:end] for page in pages for end in range(3 * Page.steplen, len(page.path), Page.steplen)}
    titles = dict(Page.objects.filter(path__in=paths).values_list("path", "title"))
    found = {}
    for page in pages:
        above = (page.path[:end] for end in range(3 * Page.steplen, len(page.path), Page.steplen))
        found[page.pk] = " / ".join(titles[path] for path in above if path in titles)[:600]
    return found


def page_documents(pks: Iterable[int]) -> Iterator[Document]:
    """Yield the documents of those of some pages that visitors may see."""
    listed = list(listed_pages(Page.objects.filter(pk__in=pks)).order_by("pk").specific())
    where = places(listed)
    for page in listed:
        if isinstance(page, SitePage):
            yield page_document(page, where[page.pk])


def staff_page() -> PeoplePage | None:
    """Return the page that shows the staff to visitors."""
    return listed_pages(PeoplePage.objects.all()).order_by("pk").first()


def person_documents(pks: Iterable[int] | None = None) -> Iterator[Document]:
    """Yield the documents of those who work here, of some people or all; none while no page shows the staff."""
    page = staff_page()
    if page is None:
        return
    people = Person.objects.filter(active=True).prefetch_related("topics").order_by("pk")
    for person in people if pks is None else people.filter(pk__in=pks):
        yield person_document(person, page)
