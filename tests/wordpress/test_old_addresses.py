"""Every address of the old site leads to the right place in one step."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from wagtail.models import Page

from tests.wordpress.conftest import PDF_NAME, UPLOADS, old_site
from wordpress.models import Moving, Thing

pytestmark = pytest.mark.django_db

POST = "/nyheder/aarsskrift-for-2015/"
LED = [
    ("/2016/12/05/aarsskrift-for-2015/", POST),
    ("/2016/12/05/aarsskrift-for-2015", POST),
    ("/2016/12/aarsskrift-for-2015/", POST),
    ("/%C3%A5rsskrift-for-2015/", POST),
    ("/2016/12/05/aarsskrift-for-2015/feed/", POST),
    ("/2016/12/05/aarsskrift-for-2015/comment-page-2/", POST),
    ("/2016/12/05/aarsskrift-for-2015/amp/", POST),
    ("/?p={post}", POST),
    ("/index.php?p={post}", POST),
    ("/?p={post}&utm_source=x", POST),
    ("/?page_id={page}", "/om-projektet/"),
    ("/?attachment_id={photo}", "{rendition}"),
    ("/om-projektet/feed/", "/om-projektet/"),
    ("/category/interessevaretagelse/", "/nyheder/emne/interessevaretagelse/"),
    ("/category/ghetto/", "/nyheder/emne/ghettopakken/"),
    ("/category/overordnet/ghetto/page/2/", "/nyheder/emne/ghettopakken/"),
    ("/category/ghetto/feed/", "/nyheder/emne/ghettopakken/rss/"),
    ("/category/uncategorized/", "/nyheder/"),
    ("/category/findes-ikke/", "/nyheder/"),
    ("/tag/aarhus/", "/nyheder/"),
    ("/?tag=aarhus", "/nyheder/"),
    ("/?cat=7", "/nyheder/"),
    ("/author/anna/", "/nyheder/"),
    ("/feed/", "/nyheder/rss/"),
    ("/feed/atom/", "/nyheder/rss/"),
    ("/comments/feed/", "/nyheder/rss/"),
    ("/?feed=rss2", "/nyheder/rss/"),
    ("/page/2/", "/nyheder/"),
    ("/2016/", "/nyheder/2016/"),
    ("/2016/12/", "/nyheder/2016/"),
    ("/?m=201612", "/nyheder/2016/"),
    ("/wp-content/uploads/2016/12/foto.png", "{rendition}"),
    ("/wp-content/uploads/2016/12/foto-300x200.png", "{rendition}"),
    (f"/wp-content/uploads/{PDF_NAME}", "{pdf}"),
    ("/aarsskrift-pdf/", "{publication}"),
    ("/foto/", "{rendition}"),
]


def test_each_old_address_leads_on_in_one_step(imported: Callable[..., Moving], client: Client) -> None:
    # What it remembers of other tests' images is rolled back.
    caches["renditions"].clear()
    imported(old_site(), UPLOADS)
    post, page = (Thing.objects.get(page__slug=slug) for slug in ("aarsskrift-for-2015", "om-projektet"))
    photo = Thing.objects.get(file="2016/12/foto.png")
    publication = Thing.objects.get(file=PDF_NAME).page.specific
    rendition = photo.image.get_rendition("max-1600x1600|format-webp").url
    words = {"post": post.wp_id, "page": page.wp_id, "photo": photo.wp_id, "rendition": rendition}
    words |= {"pdf": publication.pdf_url, "publication": publication.url}
    wrong = []
    for asked, expected in LED:
        answer = client.get(asked.format(**words))
        place = answer.headers.get("Location", "")
        end = client.get(place).status_code if place else answer.status_code
        if (place, end) != (expected.format(**words), 200) or answer.status_code not in (301, 302):
            wrong.append((asked, expected.format(**words), answer.status_code, place, end))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/wp-login.php",
            "/wp-admin/",
            "/xmlrpc.php",
            "/wp-content/uploads/",
            "/wp-content/uploads/../../settings.py",
        ),
        *("/findes-ikke/", "/findes-ikke/feed/", "/wp-content/uploads/2016/12/vaek.png", "/kladde/", "/kun-for-os2/"),
        *("/wp-json/wp/v2/users", "/%ff%fe/", "/wp-content/uploads/%00.png"),
    ],
)
def test_what_was_nowhere_stays_nowhere(imported: Callable[..., Moving], client: Client, address: str) -> None:
    imported(old_site(), UPLOADS)
    assert client.get(address, follow=True).status_code == 404


def test_a_strange_question_is_answered_with_the_front_page(client: Client) -> None:
    for query in ("p=0", "p=x", "p=99999999999999999999999", "page_id=-1", "name=%00", "attachment_id=²"):
        assert client.get(f"/?{query}").status_code in (200, 301)


def test_addresses_that_lead_nowhere_are_told_with_a_proposal(imported: Callable[..., Moving]) -> None:
    moving = imported(old_site(), UPLOADS)
    nowhere = {one["path"]: one for one in moving.facts["nowhere"]}
    assert set(nowhere) == {"/væk", "/skema", "/project/divi-projekt"}
    assert Page.objects.filter(pk=nowhere["/project/divi-projekt"]["page"]).exists()


def test_a_page_that_is_renamed_later_is_still_found_in_one_step(
    imported: Callable[..., Moving], client: Client
) -> None:
    imported(old_site(), UPLOADS)
    page = Page.objects.get(slug="om-projektet").specific
    page.slug = "projektet"
    page.save_revision().publish()
    for address in ("/om-projektet/", "/om-projektet/feed/", f"/?page_id={Thing.objects.get(page=page).wp_id}"):
        assert client.get(address).headers["Location"] == "/projektet/"
