"""The feeds carry whole posts in three formats that hold to their standards, and say so briefly when nothing is new."""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tinyhtml5 import parse

from core.models import SiteImage, Topic
from news.full_text import absolute_links
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import Person
from publications.models import PublicationPage
from tests.queries import serve

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", ["rss", "atom", "json"])
BASES = pytest.mark.parametrize("base", ["/nyheder/", "/nyheder/emne/interessevaretagelse/"])
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://localhost:8000"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def fetch(client: Client, address: str) -> Any:
    """Return the answer of a feed that must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response


def entries(client: Client, kind: str, base: str = "/nyheder/") -> list[dict[str, str]]:
    """Return title, id and full text of each post in a feed, as a program that knows the format reads them."""
    content = fetch(client, f"{base}{kind}/").content
    if kind == "json":
        return [
            {"title": one["title"], "id": one["id"], "text": one["content_html"]}
            for one in json.loads(content)["items"]
        ]
    # feedparser would clean the HTML; what is sent is what is looked at.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return [{"title": one.title, "id": one.id, "text": one.content[0].value} for one in feed.entries]


@pytest.fixture
def full_post() -> NewsPage:
    """A post with every kind of block."""
    index = NewsIndexPage.objects.get()
    topic = Topic.objects.get(slug="interessevaretagelse")
    target = NewsPage.objects.get(slug="velkommen-til-vores-nye-hjemmeside")
    link = (
        f'<p>Læs <a linktype="page" id="{target.pk}">mere</a> & <a href="https://example.org/?a=1&amp;b=2">der</a>.</p>'
    )
    image = SiteImage.objects.order_by("pk")[0]
    body = [
        {"type": "text", "value": f"<h2>Overskrift</h2>{link}"},
        {"type": "picture", "value": {"image": image.pk, "alt": 'Et "hus" & en dør', "caption": "Billedtekst"}},
        {"type": "quote", "value": {"text": "Vi bor her < der", "source": "En beboer"}},
        {"type": "contact", "value": {"person": Person.objects.filter(active=True)[0].pk, "text": "Ring om tallene"}},
        {"type": "publication", "value": {"publication": PublicationPage.objects.get().pk}},
        {
            "type": "video_link",
            "value": {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Filmen", "image": None, "minutes": 3},
        },
    ]
    post = NewsPage(
        title="Nyt < gammelt & godt",
        summary="Kort & <b>godt</b>",
        # Newer than any of the initial content.
        date=dt.date(2099, 11, 1),
        body=json.dumps(body),
        topics=[topic],
        image=image,
        correction="Tallet er 12.",
        corrected_on=dt.date(2099, 11, 2),
    )
    index.add_child(instance=post)
    return post


@KINDS
@BASES
def test_a_post_comes_whole(client: Client, full_post: NewsPage, base: str, kind: str) -> None:
    first = entries(client, kind, base)[0]
    text = first["text"]
    assert first["title"] == "Nyt < gammelt & godt"
    assert "Kort &amp; &lt;b&gt;godt&lt;/b&gt;" in text
    assert f'<a href="{SITE}/nyheder/velkommen-til-vores-nye-hjemmeside/">mere</a>' in text
    assert '<a href="https://example.org/?a=1&amp;b=2">der</a>' in text
    assert re.search(rf'<img src="{SITE}/media/images/[^"]+\.jpg" width="\d+" height="\d+"', text)
    assert 'alt="Et &quot;hus&quot; &amp; en dør"' in text
    assert "<figcaption>Billedtekst</figcaption>" in text
    assert re.search(r"<blockquote><p>Vi bor her &lt; der</p><p><cite>En beboer</cite></p></blockquote>", text)
    assert "Ring om tallene" in text and '<a href="tel:+45' in text
    assert f'<a href="{SITE}/udgivelser/aarsskrift-2016/">' in text
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Filmen</a> (YouTube, 3 minutter)' in text
    assert "Tallet er 12." in text
    for found in re.findall(r'(?:href|src)="([^"]*)"', text):
        assert urlsplit(found).scheme in {"http", "https", "tel", "mailto"}, found
    parse(f"<!doctype html><html><body>{text}</body></html>")
    assert not re.search(r"<(script|style|iframe)|\sclass=|\sstyle=", text)


@KINDS
def test_invitations_say_when_and_where_and_films_lead_to_their_page(client: Client, kind: str) -> None:
    texts = {one["title"]: one["text"] for one in entries(client, kind)}
    invitation = texts["Invitation til nytårskur"].replace("\u00a0", " ")
    assert "Torsdag den 5. januar 2017 kl. 15.00" in invitation
    film = texts["Video-julehilsen fra alle os til alle jer"]
    assert f'{SITE}/nyheder/video-julehilsen-fra-alle-os-til-alle-jer/">Se filmen:' in film
    assert "Udskrift af videoen" in film


@KINDS
def test_what_visitors_may_not_see_is_in_no_text(client: Client, full_post: NewsPage, kind: str) -> None:
    PublicationPage.objects.get().unpublish()
    Person.objects.update(active=False)
    text = entries(client, kind)[0]["text"]
    assert "/udgivelser/" not in text
    assert "Ring om tallene" not in text and "tel:" not in text


@KINDS
def test_signs_that_no_feed_can_carry_are_gone(client: Client, full_post: NewsPage, kind: str) -> None:
    bad = "a\x00b\x0bc\x1fd\ufffe"
    body = [{"type": "text", "value": f"<p>{bad}</p>"}, {"type": "quote", "value": {"text": bad, "source": bad}}]
    from django.db import connection

    if connection.vendor == "postgresql":
        bad, body = bad.replace("\x00", ""), json.loads(json.dumps(body).replace("\\u0000", ""))
    NewsPage.objects.filter(pk=full_post.pk).update(title=bad, summary=bad, body=json.dumps(body))
    Topic.objects.filter(slug="interessevaretagelse").update(name="Em\x0bne")
    content = fetch(client, f"/nyheder/emne/interessevaretagelse/{kind}/").content.decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\\u00[01]", content)
    assert len(entries(client, kind)) >= 5


@BASES
def test_rss_holds_to_its_standard(client: Client, full_post: NewsPage, base: str) -> None:
    response = fetch(client, f"{base}rss/")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own answer)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    assert channel.findtext("link") == f"{SITE}{base}"
    itself = channel.find(f"{ATOM}link[@rel='self']")
    assert itself is not None and itself.get("href") == f"{SITE}{base}rss/"
    items = channel.findall("item")
    assert items
    for item in items:
        guid = item.find("guid")
        assert guid is not None and guid.get("isPermaLink") == "false"
        for name in ("title", "link", "guid", "pubDate"):
            assert item.findtext(name), name
        assert len(item.findall("description")) == 1
        assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert items[0].findtext("description") == "Kort &amp; &lt;b&gt;godt&lt;/b&gt;"


@BASES
def test_atom_holds_to_its_standard(client: Client, full_post: NewsPage, base: str) -> None:
    response = fetch(client, f"{base}atom/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own answer)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{ATOM}{name}")) == 1, name
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Det Boligsociale Fællessekretariat"
    itself = root.find(f"{ATOM}link[@rel='self']")
    assert itself is not None and itself.get("href") == f"{SITE}{base}atom/"
    found = root.findall(f"{ATOM}entry")
    assert found
    for entry in found:
        for name in ("id", "title", "updated", "published", "content"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        assert RFC3339.fullmatch(entry.findtext(f"{ATOM}updated") or "")
        content = entry.find(f"{ATOM}content")
        assert content is not None and content.get("type") == "html" and content.text
        assert entry.findall(f"{ATOM}link[@rel='alternate']")
    identifiers = [entry.findtext(f"{ATOM}id") for entry in found]
    assert len(set(identifiers)) == len(identifiers)


@BASES
def test_json_holds_to_its_standard(client: Client, full_post: NewsPage, base: str) -> None:
    response = fetch(client, f"{base}json/")
    assert response["Content-Type"] == "application/feed+json"
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"].startswith("Det Boligsociale Fællessekretariat")
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{SITE}{base}", f"{SITE}{base}json/")
    assert feed["language"] == "da"
    assert feed["authors"] == [{"name": "Det Boligsociale Fællessekretariat", "url": f"{SITE}/"}]
    assert finders.find(feed["icon"].removeprefix(f"{SITE}/static/"))
    assert client.get(feed["favicon"].removeprefix(SITE)).status_code == 200
    known = {"id", "url", "title", "content_html", "summary", "image", "date_published", "date_modified", "tags"}
    assert feed["items"]
    for item in feed["items"]:
        assert set(item) <= known
        assert isinstance(item["id"], str) and item["content_html"]
        assert item["url"].startswith(f"{SITE}/nyheder/")
        for name in ("date_published", "date_modified"):
            assert RFC3339.fullmatch(item[name])
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
    assert feed["items"][0]["summary"] == "Kort & <b>godt</b>"
    assert feed["items"][0]["image"].startswith(f"{SITE}/media/images/")
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


@KINDS
def test_an_identifier_stays_when_the_address_changes(client: Client, full_post: NewsPage, kind: str) -> None:
    before = entries(client, kind)[0]
    full_post.slug, full_post.title = "et-helt-andet", "Et helt andet"
    full_post.save_revision().publish()
    after = entries(client, kind)[0]
    assert after["title"] == "Et helt andet"
    assert after["id"] == before["id"]


@KINDS
@BASES
def test_who_has_the_feed_gets_a_short_answer_until_it_changes(
    client: Client, full_post: NewsPage, leader: Any, base: str, kind: str
) -> None:
    address = f"{base}{kind}/"
    first = fetch(client, address)
    etag, modified = first["ETag"], first["Last-Modified"]
    for known in ({"if-none-match": etag}, {"if-none-match": f"W/{etag}"}, {"if-modified-since": modified}):
        again = client.get(address, headers=known)
        assert again.status_code == 304 and not again.content
        assert again["ETag"] == etag
    assert client.get(address, headers={"if-none-match": '"andet"'}).status_code == 200
    person = Person.objects.filter(active=True)[0]
    person.phone = "+4586123456"
    person.save()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


@KINDS
def test_a_deleted_post_is_news_too(client: Client, full_post: NewsPage, leader: Any, kind: str) -> None:
    address = f"/nyheder/{kind}/"
    old = (dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    client.force_login(leader)
    assert client.post(f"/admin/pages/{full_post.pk}/delete/", {"target": ""}).status_code == 302
    client.logout()
    answer = client.get(address, headers={"if-modified-since": old})
    assert answer.status_code == 200
    assert "gammelt" not in answer.content.decode()


@KINDS
def test_an_empty_feed_is_whole_and_stays_the_same(client: Client, kind: str) -> None:
    NewsPage.objects.all().delete()
    InvitationPage.objects.all().delete()
    first = fetch(client, f"/nyheder/{kind}/")
    assert entries(client, kind) == []
    assert client.get(f"/nyheder/{kind}/", headers={"if-none-match": first["ETag"]}).status_code == 304


@KINDS
def test_feeds_are_announced(client: Client, kind: str) -> None:
    mime = {"rss": "rss+xml", "atom": "atom+xml", "json": "feed+json"}[kind]
    for page, base in (
        ("/nyheder/", "/nyheder/"),
        ("/nyheder/2016/", "/nyheder/"),
        ("/nyheder/emne/analyse/", "/nyheder/emne/analyse/"),
    ):
        html = client.get(page).content.decode()
        assert re.search(
            rf'<link rel="alternate" type="application/{re.escape(mime)}"[^>]* href="{base}{kind}/">', html
        )
    assert client.get(f"/nyheder/emne/findes-ikke/{kind}/").status_code == 404


def test_no_post_can_take_a_feeds_address() -> None:
    assert {"rss", "atom", "json"} <= NewsIndexPage.reserved_slugs


@KINDS
def test_a_feed_costs_no_more_with_twenty_posts_than_with_five(client: Client, full_post: NewsPage, kind: str) -> None:
    def cost() -> int:
        serve(f"/nyheder/{kind}/")
        return len(serve(f"/nyheder/{kind}/")[1])

    few = cost()
    index = NewsIndexPage.objects.get()
    body = [block for block in full_post.body.raw_data if block["type"] != "text"]
    for number in range(20):
        index.add_child(
            instance=NewsPage(
                title=f"Nyhed {number}", date=full_post.date, image=full_post.image, body=json.dumps(body)
            )
        )
    assert cost() <= few


def test_links_within_the_page_and_of_the_site_become_absolute() -> None:
    html = '<a href="#del">a</a><a href="/x/">b</a><a href="//other.example/">c</a><img src="/m.jpg">'
    assert absolute_links(html, f"{SITE}/nyheder/a/") == (
        f'<a href="{SITE}/nyheder/a/#del">a</a><a href="{SITE}/x/">b</a><a href="//other.example/">c</a>'
        f'<img src="{SITE}/m.jpg">'
    )
