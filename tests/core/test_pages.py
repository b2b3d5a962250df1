"""The page tree: where a page may stand, how it gets its address, which addresses are the site's own."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import HelpPage, HomePage, MissionPage, SectionPage, TextPage
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import PeoplePage
from publications.models import PublicationIndexPage, PublicationPage

pytestmark = pytest.mark.django_db

CHILDREN = {
    HomePage: {SectionPage, TextPage, HelpPage, NewsIndexPage, PublicationIndexPage, PeoplePage},
    SectionPage: {MissionPage, TextPage, HelpPage, PeoplePage},
    TextPage: {TextPage},
    NewsIndexPage: {NewsPage, InvitationPage},
    PublicationIndexPage: {PublicationPage},
    HelpPage: set(),
    MissionPage: set(),
    NewsPage: set(),
    InvitationPage: set(),
    PublicationPage: set(),
    PeoplePage: set(),
}


@pytest.mark.parametrize("parent", CHILDREN)
def test_only_right_trees_can_be_made(parent: type[Page]) -> None:
    assert set(parent.allowed_subpage_models()) == CHILDREN[parent]


def test_only_the_front_page_stands_at_the_top() -> None:
    assert Page.creatable_subpage_models() == [HomePage]


def test_a_page_has_the_address_that_wagtail_would_give_it() -> None:
    pages = [page for page in Page.objects.specific() if page.depth > 1]
    assert len(pages) > 20
    for page in pages:
        assert page.get_url_parts() == Page.get_url_parts(page)


def form(**fields: str) -> dict[str, str]:
    """What the editor sends for a news post."""
    return {
        "title": "Årsmøde på Ørnevej",
        "slug": "",
        "date": "2026-11-23",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
        **fields,
    }


def add_post(client: Client, user: Any, **fields: str) -> str:
    """Send the editor's form for a new post, and return the page that comes back."""
    client.force_login(user)
    index = NewsIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    return client.post(address, form(**fields), follow=True).content.decode()


def test_an_empty_slug_follows_the_danish_rule(client: Client, editor: Any) -> None:
    add_post(client, editor)
    assert NewsPage.objects.get(slug="aarsmoede-paa-oernevej").live
    assert client.get("/nyheder/aarsmoede-paa-oernevej/").status_code == 200


def test_the_editor_makes_slugs_by_the_same_rule(client: Client, editor: Any) -> None:
    client.force_login(editor)
    index = NewsIndexPage.objects.get()
    page = client.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])).content.decode()
    assert r"[\u00e5\u00c5]" in page and "data-w-slug-formatters-value" in page


@pytest.mark.parametrize("slug", ["side", "emne", "rss", "atom", "2017"])
def test_an_address_of_the_sites_own_is_refused_in_a_sentence(client: Client, editor: Any, slug: str) -> None:
    page = add_post(client, editor, slug=slug)
    assert f"Adressen „{slug}” bruges af selve siden." in page
    assert not NewsPage.objects.filter(slug=slug).exists()


def test_code_is_refused_them_too() -> None:
    with pytest.raises(ValidationError):
        NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Side", slug="side"))
    with pytest.raises(ValidationError):
        HomePage.objects.get().add_child(instance=TextPage(title="Admin", slug="admin"))


def test_a_page_below_another_parent_may_have_such_an_address() -> None:
    about = SectionPage.objects.get(slug="om-os")
    about.add_child(instance=TextPage(title="Side", slug="side"))


def test_two_pages_of_one_title_get_two_addresses() -> None:
    index = NewsIndexPage.objects.get()
    first = index.add_child(instance=NewsPage(title="Sommerfest i gården"))
    second = index.add_child(instance=NewsPage(title="Sommerfest i gården"))
    assert (first.slug, second.slug) == ("sommerfest-i-gaarden", "sommerfest-i-gaarden-2")


def test_a_title_without_letters_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValidationError) as refused:
        NewsIndexPage.objects.get().add_child(instance=NewsPage(title="!!!"))
    assert "slug" in refused.value.message_dict


def test_a_title_that_is_an_address_of_the_sites_own_gets_a_number(client: Client, editor: Any) -> None:
    for expected in ("side-2", "side-3"):
        add_post(client, editor, title="Side")
        assert NewsPage.objects.get(slug=expected).title == "Side"


def test_a_title_without_letters_is_refused_in_the_editor(client: Client, editor: Any) -> None:
    page = add_post(client, editor, title="!!!")
    assert "error-message" in page and "!!!" in page
    assert not NewsPage.objects.filter(title="!!!").exists()


def test_a_copy_follows_the_same_rules(client: Client, leader: Any) -> None:
    client.force_login(leader)
    page = TextPage.objects.get(slug="presse")
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert r"[\u00e5\u00c5]" in client.get(address).content.decode()
    home = HomePage.objects.get()
    form = {"new_title": "Admin", "new_slug": "admin", "new_parent_page": home.pk, "copy_subpages": ""}
    answer = client.post(address, form)
    assert "Adressen „admin” bruges af selve siden." in answer.content.decode()
    client.post(address, {**form, "new_slug": "presse-to"})
    assert TextPage.objects.get(slug="presse-to").live is False


def test_a_move_that_would_hide_an_address_is_refused(client: Client, leader: Any) -> None:
    client.force_login(leader)
    about, home = SectionPage.objects.get(slug="om-os"), HomePage.objects.get()
    page = about.add_child(instance=TextPage(title="Media", slug="media", body=[]))
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk])
    answer = client.post(address, follow=True)
    assert "Adressen „media” bruges af selve siden." in answer.content.decode()
    page.refresh_from_db()
    assert page.get_parent().pk == about.pk


def test_an_invitation_needs_its_start_even_as_a_draft(client: Client, editor: Any) -> None:
    client.force_login(editor)
    index = NewsIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["news", "invitationpage", index.pk])
    draft = form(title="Sommerfest")
    del draft["action-publish"]
    form_again = client.post(address, draft, follow=True)
    assert form_again.context["form"].errors["start"] == ["Dette felt er påkrævet."]
    assert not InvitationPage.objects.filter(slug="sommerfest").exists()
    client.post(address, {**draft, "start": "2027-06-12 14:00"})
    assert InvitationPage.objects.get(slug="sommerfest").live is False
