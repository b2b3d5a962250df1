"""The site's health: what is wrong in a line each on the start page, and a report with what to do."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.models import OutgoingMail, SiteImage, SiteSettings
from editorial.health.models import CheckedPage
from editorial.health.state import Health
from editorial.health.stock import outdated, take_stock
from editorial.links.models import ExternalLink, LinkUse
from home.models import MissionPage
from news.models import NewsIndexPage, NewsPage
from publications.models import PdfReading, PublicationPage
from tests.queries import too_many

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/tilstand/"
# What the panels ask of the database beyond the user's rights, however many pages there are.
PANEL_BUDGET = 9


@pytest.fixture
def staff(client: Client, editor: Any) -> Client:
    """An editor, signed in, of a site that was looked at."""
    take_stock(1000)
    client.force_login(editor)
    return client


@pytest.fixture
def desk(client: Client, leader: Any) -> Client:
    """The leader's browser."""
    take_stock(1000)
    client.force_login(leader)
    return client


def panel(client: Client) -> str:
    """The start page's part on the site's health."""
    html = client.get("/admin/").content.decode()
    return html.split('id="health-title"')[1].split("</section>")[0]


def page_with(html: str, title: str = "Prøve", **facts: Any) -> NewsPage:
    """Add a live post."""
    page = NewsPage(title=title, body=[("text", html)], **facts)
    return NewsIndexPage.objects.get().add_child(instance=page)


def sound_pdfs() -> None:
    """Let the PDFs of the site have no faults."""
    PdfReading.objects.update(state="ready", tagged=True, title="Titel", language="da", locked=False, page_count=1)


def test_a_site_where_all_is_well_says_so(staff: Client) -> None:
    sound_pdfs()
    assert "Alt er i orden." in panel(staff)
    html = staff.get(REPORT).content.decode()
    for words in (
        "Alt er i orden.",
        "Alle links virker.",
        "Alle billeder har en beskrivelse.",
        "Al mail er nået frem.",
    ):
        assert words in html


def test_what_is_wrong_is_told_in_a_line_each(staff: Client) -> None:
    image = SiteImage.objects.create(title="Uden", file=SiteImage.objects.first().file, description="")
    page = page_with('<a linktype="page" id="99999">Væk</a> <a href="/findes-ikke/">Heller ikke</a>', image=image)
    publication = PublicationPage.objects.exclude(pdf=None).first()
    PublicationPage.objects.update(published_on=dt.date(2020, 1, 1))
    PdfReading.objects.filter(document=publication.pdf).update(state="ready", tagged=False, language="")
    OutgoingMail.objects.create(to="a@example.org", subject="x", text="y", state=OutgoingMail.State.FAILED)
    take_stock(1000)
    link = ExternalLink.objects.create(
        url="https://example.org/x", fault="silent", failures=4, failing_since=dt.date(2027, 1, 5)
    )
    LinkUse.objects.create(link=link, page_id=page.pk, text="Kommunens plan")
    lines = panel(staff)
    for words in ("3 links virker ikke", "1 billede mangler en beskrivelse", "1 PDF har fejl"):
        assert words in lines
    assert "Alt er i orden" not in lines
    html = staff.get(REPORT).content.decode()
    for words in (
        "„Væk” fører til en side, der er slettet",
        "„Heller ikke” fører til /findes-ikke/",
        "hjemmesiden svarer ikke, første gang den 5.\u00a0januar 2027",
        "(Kommunens plan)",
        "Billedet „Uden” har ingen beskrivelse.",
        f'href="/admin/images/{image.pk}/"',
        f'href="/admin/pages/{page.pk}/edit/"',
        reverse("mails"),
    ):
        assert words in html


def test_what_is_mended_is_gone_from_the_report_at_once(staff: Client, django_capture_on_commit_callbacks: Any) -> None:
    image = SiteImage.objects.create(title="Uden", file=SiteImage.objects.first().file, description="")
    page = page_with('<a linktype="page" id="99999">Væk</a>', image=image)
    take_stock(1000)
    assert "Billedet „Uden”" in staff.get(REPORT).content.decode()
    image.description = "Børn leger i gården."
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    html = staff.get(REPORT).content.decode()
    assert "Billedet „Uden”" not in html and "„Væk”" in html
    page.body = [("text", "<p>Uden link</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "„Væk”" not in staff.get(REPORT).content.decode()


def test_a_page_that_leaves_is_seen_in_those_that_link_to_it(staff: Client) -> None:
    target = page_with("<p>Her</p>", title="Mål")
    page = page_with(f'<a linktype="page" id="{target.pk}">Se planen for gården</a>')
    take_stock(1000)
    assert not CheckedPage.objects.filter(links__gt=0).exists()
    target.unpublish()
    take_stock(1000)
    assert CheckedPage.objects.get(links__gt=0).page_id == page.pk
    target.refresh_from_db()
    target.save_revision().publish()
    take_stock(1000)
    assert not CheckedPage.objects.filter(links__gt=0).exists()
    Page.objects.get(pk=target.pk).delete()
    take_stock(1000)
    assert CheckedPage.objects.get(links__gt=0).page_id == page.pk


def test_a_page_is_looked_at_when_it_is_published_and_once_a_day() -> None:
    take_stock(1000)
    assert not outdated().exists()
    page = MissionPage.objects.first()
    page.summary = "Kladde"
    page.save_revision()
    assert not outdated().exists()
    page.save_revision().publish()
    assert [one.pk for one in outdated()] == [page.pk]
    take_stock(1000)
    CheckedPage.objects.update(checked_at=timezone.now() - dt.timedelta(hours=25))
    assert outdated().count() == Page.objects.live().filter(depth__gt=1).count()
    take_stock(3)
    assert outdated().count() == Page.objects.live().filter(depth__gt=1).count() - 3


def test_the_statement_is_the_leaders_and_comes_up_after_a_year(desk: Client, staff: Client, leader: Any) -> None:
    desk.force_login(leader)
    sound_pdfs()
    assert "Tilgængelighedserklæringens adresse mangler." in panel(desk)
    SiteSettings.objects.update(statement_url="https://was.digst.dk/example")
    assert "Ingen har noteret" in panel(desk)
    answer = desk.post(reverse("statement_seen"), follow=True).content.decode()
    assert "set efter i dag" in answer and SiteSettings.load().statement_reviewed_on == timezone.localdate()
    assert "Alt er i orden." in panel(desk)
    SiteSettings.objects.update(statement_reviewed_on=timezone.localdate() - dt.timedelta(days=366))
    assert "mere end et år siden" in panel(desk)


def test_editors_see_the_statement_and_leave_it_to_the_leaders(staff: Client) -> None:
    assert "erklæring" not in panel(staff)
    html = staff.get(REPORT).content.decode()
    assert "Ledelsen kan rette det." in html and reverse("statement_seen") not in html
    assert staff.post(reverse("statement_seen")).status_code == 302
    assert SiteSettings.load().statement_reviewed_on is None


def test_the_panels_cost_the_same_for_20_pages_and_for_80(editor: Any) -> None:
    counts = []
    for many in (1, 60):
        for number in range(many):
            page_with(
                f'<a href="/nej-{number}/">Nej</a>', title=f"Side {many}-{number}", review_date=dt.date(2020, 1, 1)
            )
        take_stock(1000)
        user = type(editor).objects.get(pk=editor.pk)
        with CaptureQueriesContext(connection) as captured:
            health = Health(user)
            assert len(health.due) >= many and health.lines()
        counts.append([query["sql"] for query in captured.captured_queries])
    assert len(counts[0]) == len(counts[1])
    own = [
        sql for sql in counts[1] if "auth_" not in sql and "wagtailcore_grouppagepermission" not in sql.split("FROM")[1]
    ]
    assert len(own) <= PANEL_BUDGET, too_many(own, PANEL_BUDGET)


def test_one_page_that_cannot_be_checked_does_not_keep_the_others(caplog: pytest.LogCaptureFixture) -> None:
    page = page_with("<p>Hej</p>")
    # No editor makes this, but an import may.
    NewsPage.objects.filter(pk=page.pk).update(body='[{"type": "picture", "value": 5, "id": "1"}]')
    take_stock(1000)
    assert not outdated().exists()
    assert f"page {page.pk} can't be checked" in caplog.text


def test_the_report_is_for_those_who_see_pages(client: Client, django_user_model: Any, editor: Any) -> None:
    assert client.get(REPORT).status_code == 302
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("uden-sider")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302
    html = client.get("/admin/").content.decode()
    assert REPORT not in html and "health-title" not in html
    client.force_login(editor)
    assert REPORT in client.get("/admin/").content.decode()
