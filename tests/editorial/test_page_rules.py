"""What staff can't do with pages: copy what there is one of, take a fixture off the site, hide an address."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, MissionPage, SectionPage, TextPage
from news.models import NewsIndexPage, NewsPage
from people.models import PeoplePage
from publications.models import PublicationIndexPage, PublicationPage

pytestmark = pytest.mark.django_db

FIXTURES = [HomePage, NewsIndexPage, PublicationIndexPage, PeoplePage]


@pytest.fixture
def administrator(django_user_model: Any) -> Any:
    """A superuser."""
    return django_user_model.objects.create_superuser("administrator", "admin@example.org", "correct horse")


def can(user: Any, page: Page, what: str) -> bool:
    """Whether the user may do this with the page; the same for the plain page, as lists and the API have it."""
    user = type(user).objects.get(pk=user.pk)
    answers = {
        bool(getattr(one.permissions_for_user(user), f"can_{what}")()) for one in (page, Page.objects.get(pk=page.pk))
    }
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.parametrize(
    "what", ["publish", "unpublish", "delete", "move", "lock", "set_view_restrictions", "unschedule"]
)
def test_editors_leave_the_news_index_as_it_is(editor: Any, leader: Any, what: str) -> None:
    index = NewsIndexPage.objects.get()
    assert not can(editor, index, what)
    assert can(leader, index, what) is (what not in ("unpublish", "delete"))


def test_editors_publish_below_it(editor: Any) -> None:
    index, post = NewsIndexPage.objects.get(), NewsPage.objects.first()
    for what in ("add_subpage", "publish_subpage", "edit"):
        assert can(editor, index, what), what
    for what in ("publish", "unpublish", "delete", "edit"):
        assert can(editor, post, what), what


@pytest.mark.parametrize("model", FIXTURES)
def test_only_administrators_take_a_fixture_off_the_site(
    leader: Any, editor: Any, administrator: Any, model: type[Page]
) -> None:
    page = model.objects.get()
    for what in ("delete", "unpublish"):
        assert not can(leader, page, what)
        assert not can(editor, page, what)
        assert can(administrator, page, what)
    assert can(leader, page, "publish") and can(leader, page, "edit")
    assert can(leader, page, "move") is (model is not HomePage)


def test_a_section_is_not_deleted_with_a_fixture_in_it(leader: Any, administrator: Any) -> None:
    section = PeoplePage.objects.get().get_parent().specific
    assert isinstance(section, SectionPage)
    assert not can(leader, section, "delete")
    assert can(leader, section, "move") and can(administrator, section, "delete")
    PeoplePage.objects.get().move(HomePage.objects.get(), pos="last-child")
    assert can(leader, SectionPage.objects.get(pk=section.pk), "delete")


@pytest.mark.parametrize("action", ["unpublish", "delete"])
@pytest.mark.parametrize("who", ["editor", "leader"])
def test_the_views_keep_the_rule(client: Client, action: str, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    index = NewsIndexPage.objects.get()
    posts = NewsPage.objects.live().count()
    sent = {"include_descendants": "on", "confirm_site_name": "Det Boligsociale Fællessekretariat"}
    ways = [
        reverse(f"wagtailadmin_pages:{action}", args=[index.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={index.pk}",
        reverse("wagtailadmin_api:pages:action", args=[index.pk, action]),
    ]
    for address in ways:
        assert client.post(address, sent).status_code < 500, address
        assert NewsIndexPage.objects.get().live, address
    assert NewsPage.objects.live().count() == posts


def test_an_editor_s_new_address_of_the_index_is_a_draft(client: Client, editor: Any) -> None:
    client.force_login(editor)
    index = NewsIndexPage.objects.get()
    sent = {"title": "Nyt", "slug": "nyt", "summary": "", "action-publish": "action-publish"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    client.post(reverse("wagtailadmin_pages:edit", args=[index.pk]), {**sent, **comments})
    index.refresh_from_db()
    assert (index.title, index.slug) == ("Nyheder", "nyheder")
    assert client.get("/nyheder/").status_code == 200


def single_pages() -> list[Page]:
    """Pages that can't be copied, and those that hold one."""
    mission = MissionPage.objects.first()
    return [mission, mission.get_parent(), PeoplePage.objects.get(), HomePage.objects.get()]


def test_what_there_is_one_of_is_not_copied(client: Client, leader: Any, administrator: Any) -> None:
    for user in (leader, administrator):
        client.force_login(user)
        for page in single_pages():
            before = Page.objects.count()
            sent = {
                "new_title": "Kopi",
                "new_slug": "kopi",
                "new_parent_page": page.get_parent().pk,
                "copy_subpages": "on",
                "alias": "",
            }
            for extra in ({}, {"alias": "on"}):
                address = reverse("wagtailadmin_pages:copy", args=[page.pk])
                answer = client.post(address, {**sent, **extra}, follow=True)
                assert f"„{page.title}” kan ikke kopieres" in answer.content.decode()
            for action in ("copy", "create_alias"):
                address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
                data = {"recursive": True, "slug": "kopi", "update_slug": "kopi"}
                assert client.post(address, data, content_type="application/json").status_code in (400, 403)
            assert Page.objects.count() == before


def test_other_pages_are_copied(client: Client, leader: Any) -> None:
    client.force_login(leader)
    for model in (TextPage, PublicationPage):
        page = model.objects.first()
        sent = {"new_title": "Kopi", "new_slug": f"kopi-{page.pk}", "new_parent_page": page.get_parent().pk}
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
        assert model.objects.filter(slug=f"kopi-{page.pk}").exists()


def move(client: Client, pages: list[Page], destination: Page) -> str:
    """Move several at once, and return the page that comes back."""
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{address}?next=/admin/&{ids}", {"chooser": destination.pk}, follow=True).content.decode()


def test_several_pages_are_not_moved_where_one_hides_an_address(client: Client, leader: Any) -> None:
    client.force_login(leader)
    about, home = SectionPage.objects.get(slug="om-os"), HomePage.objects.get()
    media = about.add_child(instance=TextPage(title="Media", slug="media", body=[]))
    other = about.add_child(instance=TextPage(title="Prøvetekst", slug="proevetekst", body=[]))
    assert "Adressen „media” bruges af selve siden." in move(client, [media, other], home)
    for page in (media, other):
        assert Page.objects.get(pk=page.pk).get_parent().pk == about.pk
    move(client, [other], home)
    assert Page.objects.get(pk=other.pk).get_parent().pk == home.pk


def test_the_api_refuses_such_a_move(client: Client, leader: Any) -> None:
    client.force_login(leader)
    about, home = SectionPage.objects.get(slug="om-os"), HomePage.objects.get()
    page = about.add_child(instance=TextPage(title="Media", slug="media", body=[]))
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "move"])
    data = {"destination_page_id": home.pk, "position": "last-child"}
    assert client.post(address, data, content_type="application/json").status_code == 400
    assert Page.objects.get(pk=page.pk).get_parent().pk == about.pk
