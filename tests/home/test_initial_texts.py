"""The texts of the initial content: in order, easy to read, with dates and links that are right."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core.danish.lix import lix
from core.models import SiteImage, Topic
from home.initial.shapes import tie
from home.initial.texts_news import coming_reception, sign_up_deadline
from news.models import InvitationPage, NewsPage
from tests.addresses import PAGES, POSTS

pytestmark = pytest.mark.django_db

LIX_CORE, LIX_NEWS = 30, 40


def test_posts_stand_in_the_order_of_the_source() -> None:
    posts = NewsPage.objects.filter(date__lt=dt.date(2018, 1, 1)).order_by("-date")
    assert [post.slug for post in posts] == [address.split("/")[2] for address in POSTS]
    assert {post.date.year for post in posts} == {2016, 2017}
    assert all(post.topics.filter(slug="interessevaretagelse").exists() for post in posts)


def test_reception_is_on_the_fifth_of_january_at_three() -> None:
    invitation = InvitationPage.objects.get(slug="invitation-til-nytaarskur")
    assert timezone.localtime(invitation.start).isoformat() == "2017-01-05T15:00:00+01:00"
    assert invitation.state == "past"


def test_coming_reception_is_open_and_marked_as_an_example(client: Client) -> None:
    invitation = InvitationPage.objects.get(start__gt=timezone.now())
    assert invitation.state == "open"
    assert invitation.slug == f"nytaarskur-{timezone.localtime(invitation.start).year}"
    assert invitation.summary.startswith("Eksempel: ")
    assert "Eksempel: " in str(invitation.body)
    assert invitation.url in client.get("/").content.decode()


def test_mission_page_shows_contact_and_all_four_posts(client: Client) -> None:
    page = client.get("/det-goer-vi/interessevaretagelse/").content.decode()
    assert "Beboernes vagthund" in page
    assert "tel:+4522281922" in page
    for address in POSTS:
        assert f'href="{address}"' in page


def test_menu_holds_the_sections(client: Client) -> None:
    menu = client.get("/").context["site"].menu
    assert [entry.title for entry in menu] == ["Det gør vi", "Nyheder", "Udgivelser", "Om os", "Få hjælp", "Kontakt"]
    assert [entry.title for entry in menu[0].children] == [topic.name for topic in Topic.objects.all()]
    assert [entry.title for entry in menu[3].children] == ["Medarbejdere", "Presse"]


def test_every_picture_says_what_it_shows() -> None:
    assert SiteImage.objects.exists()
    assert not SiteImage.objects.filter(description="").exists()


def test_every_page_can_be_taken_back_to_its_first_text() -> None:
    for page in Page.objects.filter(depth__gt=1):
        assert page.live
        assert page.live_revision_id == page.latest_revision_id is not None


def test_links_lead_to_pages_that_answer(client: Client) -> None:
    addresses = set()
    for address in PAGES:
        addresses |= set(re.findall(r'href="(/[^"#]*)', client.get(address).content.decode()))
    wrong = {one for one in addresses if not one.startswith("/static/") and client.get(one).status_code >= 400}
    assert not wrong


def test_summary_is_short_and_not_the_headline() -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        assert 20 < len(page.summary) <= 300
        assert page.title.lower() not in page.summary.lower()


def test_texts_are_easy_to_read() -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        limit = LIX_NEWS if isinstance(page, NewsPage) else LIX_CORE
        assert lix(words_of(page)) <= limit, page.url


def words_of(page: Page) -> str:
    """The page's own words, with a full stop after each heading, paragraph and item."""
    parts = [page.headline, getattr(page, "lead", ""), page.summary]
    for block in getattr(page, "body", []):
        parts.append(block.value.source if block.block_type == "text" else "")
        parts.append(block.value["text"] if block.block_type == "quote" else "")
    ended = re.sub(r"</(h2|h3|p|li)>", ". ", ". ".join(parts))
    return unescape(re.sub(r"<[^>]+>", "", ended)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (dt.date(2026, 11, 23), dt.date(2027, 1, 7)),
        (dt.date(2027, 1, 6), dt.date(2027, 1, 7)),
        (dt.date(2027, 1, 7), dt.date(2028, 1, 6)),
        (dt.date(2027, 12, 31), dt.date(2028, 1, 6)),
    ],
)
def test_coming_reception_is_the_next_first_thursday(today: dt.date, day: dt.date) -> None:
    assert coming_reception(today) == day


def test_deadline_is_a_monday_before_and_never_gone() -> None:
    day = dt.date(2027, 1, 7)
    assert sign_up_deadline(day, dt.date(2026, 11, 23)) == dt.date(2026, 12, 28)
    assert sign_up_deadline(day, dt.date(2027, 1, 4)) == dt.date(2027, 1, 4)


def test_lines_do_not_end_inside_a_date_or_a_time() -> None:
    assert tie("torsdag den 5. januar 2017 kl. 15.00. Vi ses") == (
        "torsdag den 5.\u00a0januar 2017 kl.\u00a015.00. Vi ses"
    )
