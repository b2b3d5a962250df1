"""What visitors and search engines meet: menu, breadcrumb, lists, feeds, machine-readable facts, headers."""

import json
import re
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from core.models import SiteSettings, Topic
from news.models import InvitationPage, NewsIndexPage, NewsPage
from people.models import Person
from tests.addresses import LISTS, PAGES

pytestmark = pytest.mark.django_db


def html(client: Client, address: str) -> str:
    """Return a page that must answer 200."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_a_page_is_whole(client: Client, address: str) -> None:
    page = html(client, address)
    assert page.count("<h1") == 1
    assert '<html lang="da"' in page
    assert f'<link rel="canonical" href="http://localhost:8000{address}">' in page
    assert '<meta property="og:title"' in page
    assert "22\u00a028\u00a019\u00a022" in page.replace("&nbsp;", "\u00a0")


@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_a_page_sets_no_cookie_and_forbids_what_is_inline(client: Client, address: str) -> None:
    response = client.get(address)
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" in response["X-Content-Type-Options"]


def test_the_menu_follows_the_tree(client: Client) -> None:
    page = html(client, "/det-goer-vi/analyse/")
    for address in ("/det-goer-vi/", "/nyheder/", "/udgivelser/", "/om-os/", "/kontakt/"):
        assert f'href="{address}"' in page


def test_the_mission_page_shows_its_news_below_the_text_and_its_contact(client: Client) -> None:
    page = html(client, "/det-goer-vi/interessevaretagelse/").replace("\u00ad", "").replace("&shy;", "")
    assert "Beboernes vagthund" in page
    assert "Nyheder om interessevaretagelse" in page
    for title in (
        "Årsskrift 2016",
        "Invitation til nytårskur",
        "Video-julehilsen fra alle os til alle jer",
        "Velkommen til vores nye hjemmeside",
    ):
        assert title in page
    assert "Thomas Højmark Fegar" in page
    assert "tel:+4522281922" in page


def test_a_post_under_a_topic_appears_on_its_mission_page(client: Client) -> None:
    index = NewsIndexPage.objects.get()
    post = NewsPage(title="Nye tal om området", summary="Tal for alle.", topics=[Topic.objects.get(slug="analyse")])
    index.add_child(instance=post)
    assert "Nye tal om området" in html(client, "/det-goer-vi/analyse/")
    assert "Nye tal om området" not in html(client, "/det-goer-vi/kommunikation/")


def test_a_phone_number_is_changed_once_and_seen_everywhere(client: Client) -> None:
    leader = Person.objects.get(name="Thomas Højmark Fegar")
    leader.phone = "+4586123456"
    leader.save()
    for address in PAGES:
        page = html(client, address).replace("&nbsp;", "\u00a0")
        assert "tel:+4586123456" in page, address
        assert "22281922" not in page, address
        assert "22\u00a028\u00a019\u00a022" not in page, address


def test_lists_leave_out_drafts_and_private_pages(client: Client) -> None:
    from wagtail.models import PageViewRestriction

    index = NewsIndexPage.objects.get()
    topic = Topic.objects.get(slug="interessevaretagelse")
    index.add_child(instance=NewsPage(title="Kun en kladde", topics=[topic], live=False))
    private = index.add_child(instance=NewsPage(title="Kun for os", topics=[topic]))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for address in (
        "/",
        "/nyheder/",
        "/nyheder/rss/",
        "/nyheder/atom/",
        "/nyheder/emne/interessevaretagelse/",
        "/nyheder/emne/interessevaretagelse/rss/",
        "/det-goer-vi/interessevaretagelse/",
        "/sitemap.xml",
    ):
        page = html(client, address)
        assert "Kun en kladde" not in page and "kun-en-kladde" not in page, address
        assert "Kun for os" not in page and "kun-for-os" not in page, address


def test_a_private_section_hides_what_lies_below_it(client: Client) -> None:
    from wagtail.models import Page, PageViewRestriction

    section = Page.objects.get(slug="det-goer-vi")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert "/det-goer-vi/analyse/" not in html(client, "/")


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("base", ["/nyheder/", "/nyheder/emne/interessevaretagelse/"])
def test_feeds_can_be_followed(client: Client, base: str, kind: str) -> None:
    feed = feedparser.parse(client.get(f"{base}{kind}/").content)
    assert not feed.bozo
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert feed.feed.link == f"http://localhost:8000{base}"
    titles = [entry.title for entry in feed.entries]
    assert "Årsskrift 2016" in titles
    assert all(entry.link.startswith("http://localhost:8000/nyheder/") for entry in feed.entries)


def test_the_index_has_pages_years_and_topics(client: Client) -> None:
    index = NewsIndexPage.objects.get()
    for number in range(25):
        index.add_child(instance=NewsPage(title=f"Post {number}", date=f"2019-03-{number + 1:02}"))
    first = html(client, "/nyheder/")
    assert "/nyheder/side/2/" in first
    assert "Post 24" in html(client, "/nyheder/2019/")
    assert "/nyheder/2019/side/2/" in html(client, "/nyheder/2019/")
    assert client.get("/nyheder/side/1/").status_code == 301
    assert client.get("/nyheder/side/99/").status_code == 404
    assert client.get("/nyheder/1999/").status_code == 404
    assert client.get("/nyheder/emne/findes-ikke/").status_code == 404


def test_the_sitemap_lists_every_page(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own answer)
    found = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    expected = {
        f"http://localhost:8000{address}" for address in PAGES if "/emne/" not in address and address[-5:] != "2016/"
    }
    assert expected <= found
    assert all(address.startswith("http://localhost:8000/") for address in found)


def test_robots_and_security_contact(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots and "Sitemap: http://localhost:8000/sitemap.xml" in robots
    security = client.get("/.well-known/security.txt")
    assert security["Content-Type"].startswith("text/plain")
    text = security.content.decode()
    assert re.search(r"^Contact: ", text, re.MULTILINE)
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)


def structured(client: Client, address: str) -> dict[str, dict]:
    """Return a page's JSON-LD objects by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(client, address), re.DOTALL)
    assert found, address
    return {one["@type"]: one for one in json.loads(found[1])["@graph"]}


def test_facts_for_machines(client: Client) -> None:
    assert structured(client, "/")["Organization"]["telephone"] == "+4522281922"
    article = structured(client, "/nyheder/aarsskrift-2016/")["NewsArticle"]
    assert article["headline"] == "Årsskrift 2016"
    event = structured(client, "/nyheder/invitation-til-nytaarskur/")["Event"]
    assert event["startDate"] == "2017-01-05T15:00:00+01:00"
    assert structured(client, "/om-os/medarbejdere/")["Person"]["name"] == "Thomas Højmark Fegar"
    report = structured(client, "/udgivelser/aarsskrift-2016/")["Report"]
    assert report["encoding"]["contentUrl"].endswith("/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf")


def test_facts_for_machines_cannot_end_their_element(client: Client) -> None:
    post = NewsPage.objects.get(slug="aarsskrift-2016")
    post.title = "</script><script>alert(1)</script>"
    post.save()
    page = html(client, post.url)
    assert "<script>alert" not in page
    assert structured(client, post.url)["NewsArticle"]["headline"] == post.title


def test_the_statement_address_is_a_setting(client: Client) -> None:
    assert client.get("/was/")["Location"] == "/tilgaengelighed/"
    facts = SiteSettings.load()
    facts.statement_url = "https://www.was.digst.dk/example-dk"
    facts.save()
    assert client.get("/was/")["Location"] == "https://www.was.digst.dk/example-dk"


def test_the_pdf_keeps_its_address_and_answers_ranges(client: Client) -> None:
    address = "/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf"
    whole = client.get(address)
    content = b"".join(whole.streaming_content)
    assert whole["Content-Type"] == "application/pdf"
    assert "inline" in whole["Content-Disposition"]
    assert content.startswith(b"%PDF")
    part = client.get(address, headers={"range": "bytes=5-9"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == content[5:10]
    assert part["Content-Range"] == f"bytes 5-9/{len(content)}"
    assert client.get(address, headers={"range": f"bytes={len(content)}-"}).status_code == 416
    assert client.get(address, headers={"if-none-match": whole["ETag"]}).status_code == 304
    assert client.get("/udgivelser/aarsskrift-2016/andet.pdf")["Location"] == address


def test_the_pdf_of_a_draft_is_not_served(client: Client) -> None:
    from publications.models import PublicationPage

    PublicationPage.objects.get(slug="aarsskrift-2016").unpublish()
    assert client.get("/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf").status_code == 404


def test_originals_and_documents_are_not_reachable_as_media(client: Client) -> None:
    from core.models import SiteDocument, SiteImage

    for file in (SiteImage.objects.first().file, SiteDocument.objects.first().file):
        assert file.storage.exists(file.name)
        assert client.get(f"/media/{file.name}").status_code == 404
    assert client.get("/media/images/../original_images/x.png").status_code == 404
    assert client.get("/media/images/%2e%2e/db.sqlite3").status_code == 404


def test_a_past_invitation_says_so(client: Client) -> None:
    assert InvitationPage.objects.get(slug="invitation-til-nytaarskur").state == "past"
    assert "Åben for tilmelding" not in html(client, "/nyheder/invitation-til-nytaarskur/")


def test_text_goes_out_compressed_and_films_as_they_are(client: Client) -> None:
    from news.models import Video

    accept = {"accept-encoding": "gzip"}
    for address in ("/", "/nyheder/rss/", "/sitemap.xml", "/robots.txt"):
        plain = client.get(address)
        packed = client.get(address, headers=accept)
        if len(plain.content) > 300:
            assert packed["Content-Encoding"] == "gzip", address
            assert len(packed.content) < len(plain.content)
    film = Video.objects.get().url
    whole = client.get(film, headers=accept)
    assert "Content-Encoding" not in whole
    part = client.get(film, headers={**accept, "range": "bytes=0-99"})
    assert part.status_code == 206 and "Content-Encoding" not in part
    assert len(b"".join(part.streaming_content)) == 100


def test_a_private_page_asks_for_the_staffs_sign_in(client: Client) -> None:
    from wagtail.models import Page, PageViewRestriction

    page = Page.objects.get(slug="presse")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(page.url, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/login/?next=%2Fom-os%2Fpresse%2F"
    assert answer.status_code == 200
