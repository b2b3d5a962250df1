"""Old addresses lead on: after a page was renamed, moved, deleted or taken down, and until it is back; through HTTP."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import HomePage, SectionPage, TextPage
from news.models import NewsIndexPage, NewsPage
from people.models import PeoplePage
from publications.models import PublicationPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    client.force_login(leader)
    return client


@pytest.fixture
def post() -> NewsPage:
    """A published post."""
    return published(NewsIndexPage.objects.get(), NewsPage(title="Prøve", slug="proeve"))


def published(parent: Page, page: Any) -> Any:
    """Add a page and publish it."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def rename(page: Page, slug: str, callbacks: Any) -> None:
    """Give a page another address, as publishing does."""
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    with callbacks(execute=True):
        page.save_revision().publish()


def leads(address: str) -> tuple[int, str]:
    """What a visitor gets at an address."""
    answer = Client().get(address)
    return answer.status_code, answer.get("Location", "")


def delete(desk: Client, page: Page, target: Page | None, **more: str) -> Any:
    """Delete a page as the leader does, and send visitors to another."""
    data = {"target": target.pk if target else "", "next": "", **more}
    return desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), data)


def bulk(desk: Client, action: str, pages: list[Page], **data: Any) -> Any:
    """Do something with several pages."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return desk.post(address + "?" + "&".join(f"id={page.pk}" for page in pages), data)


def test_a_renamed_page_is_found_under_every_address_it_had(django_capture_on_commit_callbacks: Any) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    for slug in ("rapporten", "aarets-skrift"):
        rename(post, slug, django_capture_on_commit_callbacks)
    for old in ("/nyheder/aarsskrift-2016/", "/nyheder/rapporten/", "/nyheder/rapporten?fbclid=1", "/aarsskrift-2016/"):
        assert leads(old) == (301, "/nyheder/aarets-skrift/")
    # And back: the addresses between lead there, its own to nothing else.
    rename(post, "aarsskrift-2016", django_capture_on_commit_callbacks)
    assert leads("/nyheder/rapporten/") == leads("/nyheder/aarets-skrift/") == (301, "/nyheder/aarsskrift-2016/")
    NewsPage.objects.get(pk=post.pk).unpublish()
    assert leads("/nyheder/aarsskrift-2016/") == leads("/nyheder/rapporten/") == (404, "")


def test_the_files_of_a_renamed_page_are_found_in_one_step(django_capture_on_commit_callbacks: Any) -> None:
    report = PublicationPage.objects.get(slug="aarsskrift-2016")
    for slug in ("skrift-a", "skrift-b"):
        rename(report, slug, django_capture_on_commit_callbacks)
    for old in ("aarsskrift-2016", "skrift-a"):
        assert leads(f"/udgivelser/{old}/") == (301, "/udgivelser/skrift-b/")
        assert leads(f"/udgivelser/{old}/laes/") == (301, "/udgivelser/skrift-b/laes/")
        assert leads(f"/udgivelser/{old}/{old}.pdf") == (301, "/udgivelser/skrift-b/skrift-b.pdf")


def test_everything_below_a_renamed_or_moved_page_is_found(django_capture_on_commit_callbacks: Any) -> None:
    about = SectionPage.objects.get(slug="om-os")
    rename(about, "om", django_capture_on_commit_callbacks)
    assert leads("/om-os/") == (301, "/om/") and leads("/om-os/presse/") == (301, "/om/presse/")
    # Addresses that are no pages: topics, business cards.
    assert leads("/om-os/medarbejdere/emne/interessevaretagelse/") == (
        301,
        "/om/medarbejdere/emne/interessevaretagelse/",
    )
    assert leads("/om-os/medarbejdere/thomas-hoejmark-fegar.vcf") == (301, "/om/medarbejdere/thomas-hoejmark-fegar.vcf")
    assert leads("/om-os/findes-ikke/") == (404, "")
    press = TextPage.objects.get(slug="presse")
    press.move(HomePage.objects.get(), "last-child")
    assert leads("/om/presse/") == leads("/om-os/presse/") == (301, "/presse/")
    assert PeoplePage.objects.get().url == "/om/medarbejdere/"
    rename(NewsIndexPage.objects.get(), "aktuelt", django_capture_on_commit_callbacks)
    for route in ("rss/", "2016/", "emne/analyse/", "side/2/", "kalender.ics"):
        assert leads(f"/nyheder/{route}") == (301, f"/aktuelt/{route}")


def test_a_new_page_takes_its_address_from_an_old_redirect(django_capture_on_commit_callbacks: Any) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    rename(post, "anden", django_capture_on_commit_callbacks)
    Redirect.add_redirect("/om-os/historie", "https://example.org/")
    new = published(NewsIndexPage.objects.get(), NewsPage(title="Årsskrift 2016", slug="aarsskrift-2016"))
    section = SectionPage.objects.get(slug="om-os")
    published(section, TextPage(title="Historie", slug="historie", body=[("text", "<p>x</p>")]))
    assert leads("/nyheder/aarsskrift-2016/")[0] == leads("/om-os/historie/")[0] == 200
    rename(new, "ny", django_capture_on_commit_callbacks)
    assert leads("/nyheder/aarsskrift-2016/") == (301, "/nyheder/ny/")
    assert not Redirect.objects.filter(redirect_link="https://example.org/").exists()


def test_deleting_asks_where_visitors_go_and_proposes_the_page_above(desk: Client, post: NewsPage) -> None:
    html = desk.get(reverse("wagtailadmin_pages:delete", args=[post.pk])).content.decode()
    assert "Hvor skal besøgende sendes hen?" in html
    assert f'name="target" value="{NewsIndexPage.objects.get().pk}"' in html.replace('id="id_target" ', "")


def test_a_deleted_page_leads_where_it_was_said(desk: Client, django_capture_on_commit_callbacks: Any) -> None:
    report = PublicationPage.objects.get(slug="aarsskrift-2016")
    rename(report, "skrift", django_capture_on_commit_callbacks)
    target = NewsPage.objects.get(slug="aarsskrift-2016")
    NewsPage.objects.update(publication=None)
    assert delete(desk, report, target).status_code == 302
    assert not PublicationPage.objects.filter(pk=report.pk).exists()
    for old in ("skrift/", "skrift/laes/", "skrift/skrift.pdf", "aarsskrift-2016/", "aarsskrift-2016/laes/"):
        assert leads(f"/udgivelser/{old}") == (301, "/nyheder/aarsskrift-2016/"), old


def test_all_below_a_deleted_page_leads_there_too(desk: Client) -> None:
    section = published(HomePage.objects.get(), SectionPage(title="Afsnit", slug="afsnit"))
    below = published(section, TextPage(title="Under", slug="under", body=[("text", "<p>x</p>")]))
    Redirect.add_redirect("/gammel-under", below)
    contact = TextPage.objects.get(slug="kontakt")
    delete(desk, section, contact)
    assert leads("/afsnit/") == leads("/afsnit/under/") == leads("/gammel-under/") == (301, "/kontakt/")


def test_nobody_has_to_be_sent_anywhere(desk: Client, post: NewsPage) -> None:
    Redirect.add_redirect("/gammel", post)
    assert delete(desk, post, None).status_code == 302
    assert leads("/nyheder/proeve/") == leads("/gammel/") == (404, "")


def test_a_draft_that_nobody_saw_is_deleted_without_a_question(desk: Client) -> None:
    draft = NewsPage(title="Kladde", slug="kladde", live=False)
    NewsIndexPage.objects.get().add_child(instance=draft)
    html = desk.get(reverse("wagtailadmin_pages:delete", args=[draft.pk])).content.decode()
    assert "Hvor skal besøgende" not in html and "Ja, slet" in html
    assert delete(desk, draft, None).status_code == 302
    assert leads("/nyheder/kladde/") == (404, "")


def test_where_visitors_cannot_go_is_refused_and_nothing_is_deleted(desk: Client, post: NewsPage) -> None:
    draft = NewsPage(title="Kladde", slug="kladde", live=False)
    NewsIndexPage.objects.get().add_child(instance=draft)
    for target, said in ((post, "Den side forsvinder også"), (draft, "Besøgende kan ikke se den side")):
        answer = delete(desk, post, target)
        assert answer.status_code == 200 and said in answer.content.decode()
    assert NewsPage.objects.filter(pk=post.pk).exists() and leads("/nyheder/proeve/")[0] == 200
    assert not Redirect.objects.filter(old_path="/nyheder/proeve").exists()


def test_a_large_deletion_asks_for_the_name_first_and_keeps_all_until_then(desk: Client) -> None:
    section = published(HomePage.objects.get(), SectionPage(title="Afsnit", slug="afsnit"))
    for number in range(10):
        published(section, TextPage(title=f"Under {number}", body=[("text", "<p>x</p>")]))
    home = HomePage.objects.get()
    for typed in ({}, {"confirm_site_name": "Fællessekretariatet"}):
        answer = delete(desk, section, home, **typed)
        assert answer.status_code == 200 and "Intet er slettet endnu" in answer.content.decode()
    assert not Redirect.objects.filter(redirect_page=home).exists() and leads("/afsnit/")[0] == 200
    assert delete(desk, section, home, confirm_site_name="Det Boligsociale Fællessekretariat").status_code == 302
    assert leads("/afsnit/under-3/") == (301, "/")


def test_several_pages_at_once(desk: Client, post: NewsPage) -> None:
    other = published(NewsIndexPage.objects.get(), NewsPage(title="Anden", slug="anden"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    html = desk.get(f"{address}?id={post.pk}&id={other.pk}").content.decode()
    assert "Hvor skal besøgende sendes hen?" in html
    refused = bulk(desk, "delete", [post, other], target=post.pk)
    assert "Den side forsvinder også" in refused.content.decode()
    index = NewsIndexPage.objects.get()
    assert bulk(desk, "delete", [post, other], target=index.pk).status_code == 302
    assert leads("/nyheder/proeve/") == leads("/nyheder/anden/") == (301, "/nyheder/")


def test_a_page_taken_down_leads_on_until_it_is_back(desk: Client, post: NewsPage) -> None:
    Redirect.add_redirect("/gammel", post)
    contact = TextPage.objects.get(slug="kontakt")
    address = reverse("wagtailadmin_pages:unpublish", args=[post.pk])
    assert "Hvor skal besøgende sendes hen?" in desk.get(address).content.decode()
    assert desk.post(address, {"target": contact.pk, "next": ""}).status_code == 302
    # For a time only, so no browser keeps it.
    assert leads("/nyheder/proeve/") == (302, "/kontakt/")
    assert leads("/gammel/")[1] == "/kontakt/"
    NewsPage.objects.get(pk=post.pk).save_revision().publish()
    assert leads("/nyheder/proeve/") == (200, "") and leads("/gammel/") == (301, "/nyheder/proeve/")
    assert not Redirect.objects.filter(old_path="/nyheder/proeve").exists()


def test_a_page_that_comes_back_elsewhere_is_found_at_its_old_address(
    desk: Client, post: NewsPage, django_capture_on_commit_callbacks: Any
) -> None:
    contact = TextPage.objects.get(slug="kontakt")
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk]), {"target": contact.pk, "next": ""})
    rename(post, "ny-proeve", django_capture_on_commit_callbacks)
    assert leads("/nyheder/proeve/") == (301, "/nyheder/ny-proeve/") and leads("/nyheder/ny-proeve/")[0] == 200


def test_taking_down_without_a_word_leads_nowhere(desk: Client, post: NewsPage) -> None:
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk]), {"target": "", "next": ""})
    assert leads("/nyheder/proeve/") == (404, "") and not NewsPage.objects.get(pk=post.pk).live


def test_a_page_taken_down_and_then_deleted_leads_on_for_good(desk: Client, post: NewsPage) -> None:
    contact, press = TextPage.objects.get(slug="kontakt"), TextPage.objects.get(slug="presse")
    Redirect.add_redirect("/gammel", post)
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk]), {"target": contact.pk, "next": ""})
    delete(desk, NewsPage.objects.get(pk=post.pk), press)
    assert leads("/nyheder/proeve/") == (301, "/om-os/presse/")
    assert leads("/gammel/")[1] == "/kontakt/"


def test_several_are_taken_down_with_what_is_below(desk: Client) -> None:
    section = published(HomePage.objects.get(), SectionPage(title="Afsnit", slug="afsnit"))
    published(section, TextPage(title="Under", slug="under", body=[("text", "<p>x</p>")]))
    contact = TextPage.objects.get(slug="kontakt")
    answer = bulk(desk, "unpublish", [section], target=contact.pk, include_descendants="on")
    assert answer.status_code == 302
    assert leads("/afsnit/") == leads("/afsnit/under/") == (302, "/kontakt/")


def test_an_editor_without_the_right_is_not_asked(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = TextPage.objects.get(slug="kontakt")
    for name in ("delete", "unpublish"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert client.post(address, {"target": HomePage.objects.get().pk}).status_code == 302
    page.refresh_from_db()
    assert page.live and not Redirect.objects.filter(old_path="/kontakt").exists()


def test_a_form_sent_to_an_old_address_is_not_led_on(django_capture_on_commit_callbacks: Any) -> None:
    rename(TextPage.objects.get(slug="kontakt"), "kontakt-os", django_capture_on_commit_callbacks)
    assert Client().post("/kontakt/").status_code == 404
    assert leads("/kontakt/") == (301, "/kontakt-os/")
