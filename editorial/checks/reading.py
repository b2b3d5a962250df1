"""A page of any type, live or not yet saved, read into the values that the checks look at."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, URLField
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField

from core.danish.dates import local
from core.danish.lix import words
from core.models import SiteSettings, Topic
from core.pages import SitePage
from editorial.checks import rich_text
from editorial.checks.values import Draft, House, Link, Passage, Picture
from home.models import HomePage, MissionPage, TextPage
from news.invitations.serving import events_of
from news.invitations.warnings import date_warnings
from news.models import InvitationPage, NewsPage
from people.blocks import ContactBlock
from people.models import Partner, PeoplePage, Person
from publications.models import PublicationPage

CORE_LIMIT, NEWS_LIMIT = 30, 40
# The texts of a page's own fields; the title is not said again where it is the heading.
TEXT_FIELDS = ("title", "heading", "lead", "summary")
# The pictures that a page type shows with a description; elsewhere the same pictures are decoration.
DESCRIBED = ((NewsPage, "image"), (MissionPage, "image"), (TextPage, "image"), (PublicationPage, "cover"))


def house() -> House:
    """Return what the checks must know of the secretariat, in three queries."""
    numbers = {
        person.phone.as_e164: person.name
        for person in Person.objects.filter(active=True).exclude(phone="").only("name", "phone")
        if person.phone
    }
    names = [SiteSettings.load().name, *Topic.objects.values_list("name", flat=True)]
    return House(numbers, frozenset(word.casefold() for name in names for word in words(name)))


def draft_of(page: SitePage) -> Draft:
    """Return what a page says and shows."""
    passages = list(_own_texts(page))
    pictures = list(_own_pictures(page))
    offers_contact = False
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            offers_contact |= any(isinstance(block, ContactBlock) for block in field.stream_block.child_blocks.values())
            for child in getattr(page, field.name):
                for part in _block_parts(child.block, child.value, f"block-{child.id}-section" if child.id else ""):
                    (pictures if isinstance(part, Picture) else passages).append(part)  # type: ignore[arg-type]
    passages += _rows_below(page)
    return Draft(
        tuple(passages),
        tuple(pictures),
        language=page.language if isinstance(page, TextPage) else "da",
        day=_day(page),
        limit=NEWS_LIMIT if isinstance(page, (NewsPage, PublicationPage)) else CORE_LIMIT,
        offers_contact=offers_contact,
        dates_said=_dates_said(page),
    )


def _own_texts(page: SitePage) -> Iterator[Passage]:
    for name in TEXT_FIELDS:
        text = getattr(page, name, "")
        if name == "title" and page.headline != page.title:
            # A heading says it in other words; the title names the page in menus.
            yield Passage(text, f"id_{name}", is_prose=False)
        elif text:
            yield Passage(" ".join(text.split()), f"id_{name}")


def _own_pictures(page: SitePage) -> Iterator[Picture]:
    for kind, name in DESCRIBED:
        if isinstance(page, kind) and (image := getattr(page, name)):
            yield Picture(image.pk, image.title, image.description, f"id_{name}-chooser")


def _block_parts(block: Any, value: Any, where: str) -> Iterator[Passage | Picture]:
    if isinstance(block, blocks.RichTextBlock):
        yield rich_text.read(value.source, where)
    elif isinstance(block, blocks.StructBlock):
        image = value.get("image")
        # Where a block has no words for its picture, that is decoration.
        if image and "alt" in block.child_blocks:
            yield Picture(image.pk, image.title, image.description, where, own_words=value.get("alt") or "")
        for name, child in block.child_blocks.items():
            said = value.get(name)
            if name == "alt" or not isinstance(child, (blocks.CharBlock, blocks.TextBlock)) or not said:
                continue
            if str(said).startswith(("http://", "https://")):
                yield Passage("", where, links=(Link(value.get("title") or said, said, where=where),))
            else:
                yield Passage(" ".join(str(said).split()), where, is_prose=name == "text")


def _rows_below(page: SitePage) -> list[Passage]:
    """The links of rows that the page shows: whom to call when it isn't us, our partners, our own elsewhere."""
    found = []
    if isinstance(page, HomePage):
        # The footer of every page.
        facts = SiteSettings.load()
        fields = [field for field in facts._meta.get_fields() if isinstance(field, URLField)]
        links = [Link(str(field.verbose_name), getattr(facts, field.name)) for field in fields]
        found.append(Passage("", links=tuple(link for link in links if link.address), is_prose=False))
    if isinstance(page, PeoplePage):
        partners = Partner.objects.exclude(url="").values_list("name", "url")
        found.append(Passage("", links=tuple(Link(name, url) for name, url in partners), is_prose=False))
    for relation in get_all_child_relations(type(page)):
        names = [field.name for field in relation.related_model._meta.get_fields() if isinstance(field, URLField)]
        rows: list[Model] = list(getattr(page, relation.get_accessor_name()).all()) if names else []
        links = [Link(str(row), getattr(row, name)) for row in rows for name in names if getattr(row, name)]
        found.append(Passage("", links=tuple(links), is_prose=False))
    return found


def _day(page: SitePage) -> dt.date | None:
    if isinstance(page, InvitationPage):
        return local(page.start).date() if page.start else None
    if isinstance(page, NewsPage):
        return page.date
    if isinstance(page, PublicationPage):
        return page.published_on
    return None


def _dates_said(page: SitePage) -> tuple[str, ...] | None:
    """What is said of an invitation's dates, which are known better than those of a text; None for other pages."""
    if not isinstance(page, InvitationPage) or not page.start:
        return None
    body = [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]
    [event] = events_of([page])
    # An invitation whose day is gone by is no fault here.
    return tuple(date_warnings(event, body, page.start))
