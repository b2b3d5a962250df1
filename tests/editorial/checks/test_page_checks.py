"""The checks of a page as it stands in the editor, through HTTP: what is advised, and that nothing is changed by it."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.models import SiteDocument, SiteImage
from editorial.checks.run import check
from editorial.links.models import ExternalLink
from home.models import MissionPage, TextPage
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import Person
from tests.queries import too_many

pytestmark = pytest.mark.django_db
# Beyond what a preview costs, which checks the same rights and reads the same form.
BUDGET = 14


@pytest.fixture
def staff(client: Client, editor: Any) -> Client:
    """An editor, signed in."""
    client.force_login(editor)
    return client


def typed(html: str, **changes: Any) -> dict[str, Any]:
    """A post as the editor's form sends it."""
    values = {
        "title": "Prøve",
        "slug": "proeve-af-tjek",
        "summary": "",
        "date": "2026-11-23",
        "body": streamfield([("text", rich_text(html))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "corrected_on": "",
        "correction": "",
    }
    return nested_form_data(values | changes)


def new_page_address(kind: str = "newspage") -> str:
    """Where the checks of a new post are."""
    return reverse("new_page_checks", args=["news", kind, NewsIndexPage.objects.get().pk])


def advised(client: Client, html: str, **changes: Any) -> str:
    """The answer for a new post."""
    answer = client.post(new_page_address(), typed(html, **changes))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_new_post_is_advised_on_while_it_is_typed(staff: Client) -> None:
    before = Page.objects.count()
    html = advised(
        staff,
        '<h3>Lille</h3><p>Ring til 22 28 19 22. <a href="https://example.org/x">Læs mere</a></p>'
        "<p>torsdag den 6. januar 2027.</p>",
        title="Møde torsdag den 6. januar",
    )
    for words in (
        "er nummeret til Thomas Højmark Fegar",
        "Indsæt kontaktblokken i stedet",
        "„Læs mere” siger ikke, hvor det fører hen",
        "„Lille” er en lille overskrift",
        "men 6.\u00a0januar 2027 er en onsdag",
        'href="#id_title"',
    ):
        assert words in html
    assert Page.objects.count() == before


def test_a_page_is_checked_as_it_stands_in_the_form_and_stays_as_it_is(staff: Client) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    before = (post.latest_revision_id, post.title)
    answer = staff.post(
        reverse("page_checks", args=[post.pk]), typed('<p><a href="/findes-ikke/">Om os</a></p>', slug=post.slug)
    )
    html = answer.content.decode()
    assert "fører til /findes-ikke/, som ikke findes" in html
    assert 'data-found="1"' in html
    post.refresh_from_db()
    assert (post.latest_revision_id, post.title) == before


def test_a_good_text_is_let_be(staff: Client) -> None:
    html = advised(staff, "<h2>Vi mødes</h2><p>Kom og vær med i gården på lørdag.</p>")
    assert "Ingen bemærkninger." in html and 'data-found="0"' in html and 'data-lix="–"' in html
    assert 'data-words="11"' in html and 'data-minutes="1 min."' in html


def test_a_hard_text_shows_lix_and_marks_what_is_hard(staff: Client) -> None:
    hard = "Kommunens forvaltning forudsætter boligorganisationernes kontinuerlige koordinering med <b>foreninger</b>. "
    html = advised(staff, f"<p>{hard * 5}</p>")
    assert "Teksten er svær at læse: LIX" in html
    assert "<mark>forvaltning</mark>" in html and "Lange ord: boligorganisationernes" in html


def test_own_links_are_checked_at_once(staff: Client) -> None:
    draft = NewsPage(title="Kladde", live=False)
    NewsIndexPage.objects.get().add_child(instance=draft)
    text = TextPage.objects.first()
    fine = (
        f'<a linktype="page" id="{text.pk}">A</a> <a linktype="document" id="{SiteDocument.objects.first().pk}">B</a> '
        '<a href="/nyheder/2016/">C</a> <a href="/nyheder">C2</a> <a href="http://localhost:8000/om-os/">D</a> '
        '<a href="/was/">E</a> <a href="/udgivelser/aarsskrift-2016/laes/#side-2">F</a> '
        '<a href="mailto:a@example.org">G</a> '
        '<a href="/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf">H</a> <a href="/aarsskrift-2016">I</a>'
    )
    assert "virker ikke" not in (html := advised(staff, f"<p>{fine}</p>")) and "fører til" not in html
    for link, said in {
        '<a linktype="page" id="99999">Væk</a>': "„Væk” fører til en side, der er slettet",
        f'<a linktype="page" id="{draft.pk}">Kladde</a>': "„Kladde” fører til en side, der ikke er udgivet",
        '<a linktype="document" id="99999">Fil</a>': "„Fil” fører til en fil, der er slettet",
        '<a href="/nyheder/findes-ikke/">Nyhed</a>': "fører til /nyheder/findes-ikke/, som ikke findes",
        '<a href="http://localhost:8000/nej/">Nej</a>': "som ikke findes",
        '<a href="www.aarhus.dk">Kommunen</a>': "mangler https:// foran",
        '<a href="#ingen">Ned</a>': "til et sted, der ikke er på siden: #ingen",
        '<a href="/udgivelser/aarsskrift-2016/laes/#side-99">Side 99</a>': "ikke er på siden",
        '<a href="/documents/99999/x.pdf">Gammel</a>': "som ikke findes",
    }.items():
        assert said in advised(staff, f"<p>{link}</p>"), link


def test_links_that_the_worker_found_broken_are_named(staff: Client) -> None:
    link = '<p><a href="https://Example.org/væk#x">Kommunens plan</a></p>'
    known = ExternalLink.objects.create(
        url="https://example.org/v%C3%A6k",
        status=404,
        fault="status",
        failures=2,
        failing_since=dt.date(2027, 1, 5),
        failed_on=dt.date(2027, 1, 6),
    )
    assert "virker ikke" not in advised(staff, link)
    ExternalLink.objects.filter(pk=known.pk).update(failures=3)
    assert "„Kommunens plan” virker ikke: siden findes ikke (404), første gang den 5.\u00a0januar 2027." in advised(
        staff, link
    )


def test_pictures_are_described_where_they_are_shown(staff: Client) -> None:
    image = SiteImage.objects.first()
    SiteImage.objects.filter(pk=image.pk).update(description="IMG_0042.jpg", title="Gården")
    block = {"image": image.pk, "alt": "", "caption": ""}
    html = advised(staff, "<p>Hej</p>", image=image.pk)
    assert "ligner et filnavn: „IMG_0042.jpg”" in html and f"/images/{image.pk}/" in html
    assert "id_image-chooser" in html
    for words, wrong in (("", True), ("Børn leger.", False)):
        html = advised(staff, "", body=streamfield([("picture", {**block, "alt": words})]))
        assert ("ligner et filnavn" in html) is wrong


def test_other_languages_are_spared_the_danish_rules() -> None:
    page = TextPage(title="Welcome", language="en", summary="Monday den 1. januar 2027 mandag den 1. januar 2027")
    page.body = [
        ("text", "<p>" + "Organisational responsibilities notwithstanding, participation counts. " * 8 + "</p>")
    ]
    report = check(page)
    assert report.lix is None and report.findings == ()


def test_an_invitation_says_what_its_own_rule_says(staff: Client) -> None:
    values = typed(
        "<p>Kom fredag den 8. januar.</p>",
        start="2027-01-07 15:00",
        end="",
        place="Huset",
        place_address="",
        deadline="",
        capacity="",
    )
    html = staff.post(new_page_address("invitationpage"), values).content.decode()
    assert "men invitationen gælder torsdag den 7.\u00a0januar 2027" in html


def test_a_form_with_faults_waits(staff: Client) -> None:
    answer = staff.post(new_page_address(), typed("<p>Hej</p>", date="i går"))
    assert answer.status_code == 422 and "Tjekket venter" in answer.content.decode()
    assert staff.post(new_page_address(), {"title": "Halv formular"}).status_code == 422


def test_the_checks_are_for_those_who_may_edit_the_page(client: Client, editor: Any, django_user_model: Any) -> None:
    addresses = [new_page_address(), reverse("page_checks", args=[MissionPage.objects.first().pk])]
    for address in addresses:
        assert client.post(address, typed("")).status_code == 302
    outsider = django_user_model.objects.create_user("gaest", "gaest@example.org", "correct horse battery")
    client.force_login(outsider)
    assert {client.post(address, typed("")).status_code for address in addresses} == {403}
    client.force_login(editor)
    assert {client.get(address).status_code for address in addresses} == {405}
    assert client.post(reverse("page_checks", args=[99_999]), typed("")).status_code == 404


def test_the_panel_stands_beside_the_editor_of_every_page(staff: Client) -> None:
    html = staff.get(reverse("wagtailadmin_pages:edit", args=[MissionPage.objects.first().pk])).content.decode()
    assert "Råd til siden" in html and "admin/checks.js" in html and "Hvad er LIX?" in html
    assert "guide.wagtail.org" not in html and "data-checks-panel" not in html


def test_the_checks_cost_the_same_for_one_link_and_for_thirty() -> None:
    page = NewsPage.objects.get(slug="aarsskrift-2016")
    targets = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    counts = []
    for many in (1, 30):
        links = "".join(f'<a linktype="page" id="{targets[n % len(targets)]}">Side {n}</a> ' for n in range(many))
        links += "".join(f'<a href="https://example.org/{n}">Sted {n}</a> ' for n in range(many))
        page.body = [("text", f"<p>{links}</p>")]
        check(page)
        with CaptureQueriesContext(connection) as captured:
            check(page)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= BUDGET, too_many([one["sql"] for one in captured.captured_queries], BUDGET)


def test_the_initial_content_has_nothing_to_remark_but_long_words() -> None:
    rules = {
        (page.url, one.said)
        for page in Page.objects.filter(depth__gt=1).specific()
        for one in check(page).findings
        if one.rule != "compounds"
    }
    assert rules == set()


def test_people_who_left_have_no_number() -> None:
    page = NewsPage(title="Ring 22 28 19 22")
    assert [one.rule for one in check(page).findings] == ["phone"]
    Person.objects.update(active=False)
    assert check(page).findings == ()
    assert InvitationPage.objects.exists()
