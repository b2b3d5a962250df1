"""The index keeps step: what is published is found at once, what is taken down, private or a draft never."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from core.models import SiteDocument, SiteSettings, Topic
from home.models import HomePage, SectionPage, TextPage
from news.models import NewsIndexPage, NewsPage
from people.models import PeoplePage, Person
from publications.models import PdfPage, PdfReading, PublicationPage
from publications.readings import reading_settled, sweep
from search import keeping
from search.models import Entry, Posting, Term
from tests.search.asking import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> NewsPage:
    """A post about marmalade, which nothing else is about."""
    return NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Marmelade til alle", summary="Sødt."))


def test_a_draft_is_not_found(client: Client, post: NewsPage) -> None:
    NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Hemmelig marmelade", live=False))
    post.title, post.summary = "Syltetøj til alle", "Surt."
    post.save_revision()
    assert search(client, "marmelade").urls == [post.url]
    assert not search(client, '"syltetøj"').urls
    assert not client.get("/soeg/forslag/", {"q": "sylt"}).json()["suggestions"]


def test_what_is_published_is_found_at_once(client: Client, post: NewsPage) -> None:
    post.title = "Syltetøj til alle"
    post.topics = [Topic.objects.get(slug="analyse")]
    post.save_revision().publish()
    assert search(client, "syltetøj", emne="analyse").urls == [post.url]
    assert not search(client, '"marmelade"').urls
    post.unpublish()
    assert not search(client, '"syltetøj"').urls


def test_what_is_deleted_leaves_nothing_behind(post: NewsPage) -> None:
    key = Term.objects.get(forms__icontains="marmelade").key
    units = Term.objects.get(key="").units
    post.delete()
    assert not Term.objects.filter(key=key).exists()
    assert Term.objects.get(key="").units == units - 1
    assert not Posting.objects.exclude(entry__in=Entry.objects.all()).exists()


def test_private_pages_are_never_found(client: Client) -> None:
    about = Page.objects.get(slug="om-os")
    assert "/om-os/presse/" in search(client, "presse").urls
    restriction = PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert not {url for url in search(client, "presse").urls if url.startswith("/om-os/")}
    # The people stand on a page that is private now.
    assert not search(client, "Fegar", slags="personer").urls
    assert "Presse" not in client.get("/soeg/forslag/", {"q": "press"}).json()["suggestions"]
    restriction.delete()
    assert "/om-os/presse/" in search(client, "presse").urls


def test_an_entry_that_the_index_has_not_let_go_is_not_shown(client: Client, post: NewsPage) -> None:
    Page.objects.filter(pk=post.pk).update(live=False)
    assert not search(client, "marmelade").urls
    assert not client.get("/soeg/forslag/", {"q": "marm"}).json()["suggestions"]


def test_a_moved_page_says_where_it_stands_now(client: Client) -> None:
    home = HomePage.objects.get()
    section = home.add_child(instance=SectionPage(title="Køkkenet"))
    page = home.add_child(instance=TextPage(title="Marmeladekogning", body=[("text", "<p>Kog det.</p>")]))
    page.move(section, pos="last-child")
    hit = search(client, "marmeladekogning").groups["sider"][0]
    assert (hit.url, "Køkkenet" in hit.text) == ("/koekkenet/marmeladekogning/", True)
    section.refresh_from_db()
    section.title = "Stuen"
    section.save_revision().publish()
    assert "Stuen" in search(client, "marmeladekogning").groups["sider"][0].text


def test_people_are_found_by_what_is_said_of_them_now(client: Client) -> None:
    person = Person.objects.create(name="Eksempel Marmeladesen", title="Konsulent", phone="+4586123456")
    assert search(client, "Marmeladesen", slags="personer").urls == [PeoplePage.objects.get().url]
    person.topics.add(Topic.objects.get(slug="analyse"))
    assert "Eksempel Marmeladesen" in search(client, "analyse").text
    person.phone = "+4586123457"
    person.save()
    assert "Marmeladesen" in search(client, "86 12 34 57").text
    assert "Marmeladesen" not in search(client, "86 12 34 56").text
    person.active = False
    person.save()
    assert not search(client, '"Marmeladesen"').urls


def test_the_secretariats_address_is_found_where_it_is_shown(client: Client) -> None:
    facts = SiteSettings.load()
    facts.opening_hours = "Marmeladedage kl. 9-15"
    facts.save()
    assert search(client, "marmeladedage").urls == ["/kontakt/"]


def read(document: SiteDocument, *texts: str) -> PdfReading:
    """Let a document be one that was read, with these pages."""
    PdfReading.objects.filter(document=document).delete()
    reading = PdfReading.objects.create(
        document=document, state=PdfReading.State.READY, digest="0" * 64, page_count=len(texts)
    )
    PdfPage.objects.bulk_create(
        PdfPage(reading=reading, number=number, width=1, height=1, text=text) for number, text in enumerate(texts, 1)
    )
    return reading


def test_a_replaced_pdf_is_found_by_what_it_says(client: Client) -> None:
    page = PublicationPage.objects.get(slug="aarsskrift-2016")
    (document,) = SiteDocument.objects.bulk_create([SiteDocument(title="Ny", file="documents/ny.pdf")])
    reading = read(document, "Forside", "Marmelade", "Mere")
    page.pdf = document
    page.save_revision().publish()
    assert search(client, "marmelade").groups["udgivelser"][0].leaves == [f"{page.url}laes/#side-2"]
    assert not search(client, '"hviler på to hjørnesten"').urls
    # A reading that settles later is found then.
    PdfPage.objects.filter(reading=reading, number=3).update(text="Syltetøj")
    keeping.refresh_pages([page.pk], anew=True)
    reading_settled.send(PdfReading, reading=reading)
    assert search(client, "syltetøj").groups["udgivelser"][0].leaves == [f"{page.url}laes/#side-3"]


def test_the_worker_mends_what_no_signal_told_of(client: Client, post: NewsPage) -> None:
    Entry.objects.filter(page=post).delete()
    Term.objects.update_or_create(key=keeping.RULES_KEY, defaults={"units": keeping.RULES})
    assert not search(client, '"marmelade"').urls
    sweep()
    keeping.sweep()
    assert search(client, "marmelade").urls == [post.url]


def test_the_command_rebuilds_both_indexes_and_tells_how_far_it_is(client: Client, post: NewsPage) -> None:
    before = list(Term.objects.order_by("key").values_list("key", "units"))
    Posting.objects.all()._raw_delete("default")
    Term.objects.all()._raw_delete("default")
    Entry.objects.all()._raw_delete("default")
    said = StringIO()
    call_command("update_index", stdout=said)
    assert "search: 23 of 23 pages" in said.getvalue()
    assert "wagtailcore.Page" in said.getvalue()
    after = [row for row in Term.objects.order_by("key").values_list("key", "units") if row[0] != keeping.RULES_KEY]
    assert after == [row for row in before if row[0] != keeping.RULES_KEY]
    assert search(client, "marmelade").urls == [post.url]
    assert NewsPage.objects.live().search("marmelade").count() == 1
