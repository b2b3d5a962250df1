"""Publishing the annual report: one file becomes a publication and its announcement, both or none."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from core.models import SiteDocument, SiteImage
from news.models import NewsIndexPage, NewsPage
from publications.models import PublicationPage
from tests.conftest import staff
from tests.editorial.reports import another, new_pages, report_pdf, stored

pytestmark = pytest.mark.django_db


def test_a_report_is_published_with_its_announcement(desk: Client, send: Any, pdf: bytes, press: Any) -> None:
    assert 'href="/admin/aarsskrift/"' in desk.get("/admin/").content.decode()
    address = send(desk, pdf).url
    screen = desk.get(address)
    report, post = screen.context["filled_in"].report, screen.context["filled_in"].post
    last = PublicationPage.objects.get(slug="aarsskrift-2016")
    assert (report["title"].value(), report["year"].value()) == ("Årsskrift 2017", 2017)
    assert set(report["topics"].value()) == {topic.pk for topic in last.topics.all()}
    assert report["summary"].value().startswith("Prøvetekst: Denne tekst er skrevet som eksempel")
    assert post["title"].value() == "Årsskrift 2017"
    assert post["contact"].value() == NewsPage.objects.get(slug="aarsskrift-2016").contact_id
    # Last year's own sentences are not this year's.
    assert "2016" not in f"{post['summary'].value()} {post['text'].value()}"
    assert "Sproget er dansk." in screen.content.decode()

    done = press(desk, address, "publish")

    [publication], [announcement] = new_pages()
    assert publication.live and announcement.live
    assert announcement.publication == publication
    assert publication.served_pdf == publication.pdf
    assert publication.cover.width == 1200
    for link in (publication.url, announcement.url):
        assert f'href="{link}"' in done.content.decode()
        assert reverse("wagtailadmin_pages:unpublish", args=[publication.pk]) in done.content.decode()
    visitor = Client()
    for address_of_file in (publication.pdf_url, publication.pdf.url):
        assert b"".join(visitor.get(address_of_file).streaming_content) == pdf
    assert publication.pdf_url in visitor.get(announcement.url).content.decode()
    actions = set(PageLogEntry.objects.filter(page=publication.pk).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.publish"} <= actions
    # The button pressed twice, or in a second tab, finds it done.
    again = desk.post(address, {"action-publish": "1"}, follow=True)
    assert again.status_code == 200
    assert [len(pages) for pages in new_pages()] == [1, 1]


def test_it_can_be_published_without_a_post_and_with_another_cover(
    desk: Client, send: Any, pdf: bytes, press: Any
) -> None:
    address = send(desk, pdf).url
    picture = SiteImage.objects.first()
    changes = {"announce": None, "post-title": "", "report-cover": picture.pk, "report-title": "Vi bliver ved"}
    press(desk, address, "publish", **changes, **{"report-slug": ""})
    page = PublicationPage.objects.get(slug="vi-bliver-ved")
    assert page.live and page.cover == picture
    assert not NewsPage.objects.filter(publication=page).exists()


def test_what_is_wrong_is_said_by_its_field_and_nothing_is_lost(
    desk: Client, send: Any, pdf: bytes, press: Any
) -> None:
    address = send(desk, pdf).url
    changes = {"report-year": "1999", "post-slug": "aarsskrift-2016", "post-text": "Eksempel & <b>mere</b>"}
    answer = press(desk, address, "publish", **changes)
    shown = answer.context["filled_in"]
    assert set(shown.report.errors) == {"year"}
    assert set(shown.post.errors) == {"slug"}
    assert shown.post["text"].value() == "Eksempel & <b>mere</b>"
    assert new_pages() == ([], [])
    assert SiteDocument.objects.filter(report_upload__user__username="leder").count() == 1
    changes = {"post-date": str(timezone.localdate() + dt.timedelta(days=2))}
    answer = press(desk, address, "publish", **changes)
    assert set(answer.context["filled_in"].post.errors) == {"date"}


def test_typed_text_stays_text(desk: Client, send: Any, pdf: bytes, press: Any) -> None:
    address = send(desk, pdf).url
    text = "Eksempel <script>alert(1)</script>\nanden linje\n\n\nnyt & afsnit"
    press(desk, address, "publish", **{"post-text": text})
    body = Client().get("/nyheder/aarsskrift-2017/").content.decode()
    assert "<script>alert" not in body
    assert "Eksempel &lt;script&gt;alert(1)&lt;/script&gt;<br/>anden linje</p><p>nyt &amp; afsnit</p>" in body


def test_both_pages_or_none(desk: Client, send: Any, pdf: bytes, press: Any) -> None:
    address = send(desk, pdf).url
    before = stored()

    def fail(instance: NewsPage, **kwargs: Any) -> None:
        raise OSError("the second page can't be saved")

    pre_save.connect(fail, sender=NewsPage)
    try:
        with pytest.raises(OSError, match="second page"):
            press(desk, address, "publish")
    finally:
        pre_save.disconnect(fail, sender=NewsPage)
    assert new_pages() == ([], [])
    assert stored() <= before
    press(desk, address, "publish")
    assert [len(pages) for pages in new_pages()] == [1, 1]


def test_a_draft_is_kept_and_published_later(
    desk: Client, send: Any, pdf: bytes, press: Any, django_capture_on_commit_callbacks: Any
) -> None:
    address = send(desk, pdf).url
    assert f'href="{address}"' in desk.get("/admin/").content.decode()
    press(desk, address, "save", **{"report-summary": ""})
    [publication], [post] = new_pages()
    assert not publication.live and not post.live
    assert Client().get(publication.pdf_url).status_code == 404
    # Images are fetched by name alone: nobody guesses that of a draft's cover.
    share = publication.cover.get_rendition("fill-1200x630|format-jpeg")
    assert re.search(r"forside-[0-9a-f]{12}", share.file.name)
    assert f'href="{address}"' in desk.get("/admin/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"action-publish-drafts": "1"})
    [publication], [post] = new_pages()
    assert publication.live and post.live


def test_an_editor_sends_it_to_approval(
    client: Client, editor: Any, leader: Any, send: Any, pdf: bytes, press: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    address = send(client, pdf).url
    screen = client.get(address).content.decode()
    assert "action-submit" in screen and "action-publish" not in screen
    press(client, address, "publish")
    [publication], [post] = new_pages()
    assert not publication.live and not post.live and not publication.workflow_in_progress

    address = send(client, report_pdf("Årsskrift 2018")).url
    answer = press(client, address, "submit")
    pages = [PublicationPage.objects.get(slug="aarsskrift-2018"), NewsPage.objects.get(slug="aarsskrift-2018")]
    assert all(page.workflow_in_progress and not page.live for page in pages)
    assert answer.content.decode().count("venter på godkendelse") == 2
    with django_capture_on_commit_callbacks(execute=True):
        another(leader).post(address, {"action-publish-drafts": "1"})
    for page in pages:
        page.refresh_from_db()
        assert page.live and not page.workflow_in_progress


def test_without_rights_to_news_there_is_no_post(
    client: Client, django_user_model: Any, send: Any, pdf: bytes, press: Any
) -> None:
    group = Group.objects.create(name="Kun udgivelser")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    index = PublicationPage.objects.get(slug="aarsskrift-2016").get_parent()
    for codename in ("add_page", "publish_page"):
        one = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=index, permission=one)
    client.force_login(staff(django_user_model, "kun", "Kun udgivelser"))
    address = send(client, pdf).url
    assert "post-title" not in client.get(address).content.decode()
    press(client, address, "publish")
    [publication], posts = new_pages()
    assert publication.live and not posts
    assert not NewsIndexPage.objects.first().permissions_for_user(publication.owner).can_add_subpage()
