"""The image of a shared page: real, right, made once, and only for what visitors may see."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core.share import share_file, share_path
from core.share.drawing import COVER_BOX, PICTURE_BOX, SIZE, SMALLEST, draw, fit, readable
from home.models import HomePage, MissionPage, TextPage
from news.models import NewsPage
from publications.models import PublicationPage
from tests.addresses import LISTS, PAGES

NAME = "Det Boligsociale Fællessekretariat"

pytestmark = pytest.mark.django_db


def picture_of(client: Client, path: str) -> Image.Image:
    """Ask for an image and return it decoded."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(b"".join(response.streaming_content)))
    image.load()
    return image


@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_every_page_names_its_image(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    named = re.findall(r'<meta property="og:image" content="http://localhost:8000(/del/[^"]+)">', html)
    assert len(named) == 1
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    for part, size in zip(("width", "height"), SIZE, strict=True):
        assert f'<meta property="og:image:{part}" content="{size}">' in html
    assert re.search(r'<meta property="og:image:alt" content="[^"]+">', html)
    image = picture_of(client, named[0])
    assert (image.format, image.size) == ("PNG", SIZE)


def test_it_is_kept_for_ever_and_made_once(client: Client) -> None:
    page = HomePage.objects.get()
    path = share_path(page, NAME)
    response = client.get(path)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    name = share_file(page, NAME)
    made = default_storage.get_modified_time(name)
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
    assert default_storage.get_modified_time(name) == made


def test_another_title_is_another_image_and_the_old_one_is_gone(client: Client) -> None:
    page = NewsPage.objects.get(slug="aarsskrift-2016")
    before = share_path(page, NAME)
    first = picture_of(client, before).tobytes()
    page.title = "Årsskrift 2016 er rettet"
    page.save()
    after = share_path(page, NAME)
    assert after != before
    assert picture_of(client, after).tobytes() != first
    assert client.get(before).status_code == 404
    assert len(default_storage.listdir(f"share/{page.pk}")[1]) == 1


def test_another_picture_is_another_image() -> None:
    page = MissionPage.objects.get(slug="kommunikation")
    before = share_path(page, NAME)
    page.image.focal_point_x = page.image.focal_point_y = 10
    focused = share_path(page, NAME)
    page.image = None
    assert len({before, focused, share_path(page, NAME)}) == 3


def test_the_address_costs_no_query(django_assert_num_queries: object) -> None:
    page = NewsPage.objects.select_related("image").get(slug="aarsskrift-2016")
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert share_path(page, NAME).startswith(f"/del/{page.pk}-")


def test_only_what_visitors_see_has_an_image(client: Client) -> None:
    page = TextPage.objects.get(slug="presse")
    path = share_path(page, NAME)
    assert client.get(path).status_code == 200
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert client.get(path).status_code == 404
    restriction.delete()
    Page.objects.filter(pk=page.pk).update(live=False)
    assert client.get(path).status_code == 404
    page.refresh_from_db()
    assert share_path(page, NAME) == ""
    assert share_path(TextPage(title="Ny"), NAME) == ""
    assert share_path(Page.get_first_root_node(), NAME) == ""


@pytest.mark.parametrize("path", ["3-0000000000000000", "1-a", "0-a", f"{10**30}-a", "3-æ"])
def test_no_other_address_answers(client: Client, path: str) -> None:
    assert client.get(f"/del/{path}.png").status_code == 404


def test_a_picture_whose_file_is_gone_is_left_out(client: Client) -> None:
    page = MissionPage.objects.get(slug="analyse")
    page.image.renditions.all().delete()
    type(page.image).objects.filter(pk=page.image_id).update(file="original_images/nowhere.png")
    page.refresh_from_db()
    assert picture_of(client, share_path(page, NAME)).size == SIZE


def test_a_cover_is_shown_whole() -> None:
    page = PublicationPage.objects.get(slug="aarsskrift-2016")
    file = default_storage.open(share_file(page, NAME))
    with Image.open(file) as image:
        corner = image.convert("RGB").getpixel((SIZE[0] - 5, 5))
    assert corner == (251, 247, 240), "the cover fills the side, as a picture would"


HOSTILE = [
    "",
    " ",
    "W" * 255,
    "æøåÆØÅ éüß „citat” – 50 % …",
    "Tilgængelighedserklæringsudarbejdelsesvejledningsmøde",
    "<script>alert(1)</script> & {{ page }}",
    "To\nlinjer\tog\r\nflere\x00\x07\x1b[31m",
    "\u202eomvendt\u202c \u200bnul\ufeff",
    "Kom \U0001f389 til fest",
    "مرحبا بكم في آرهوس",
    "Z" + "\u0301\u0327\u0308" * 80,
    "\ud800",
    "ord " * 200,
]


@pytest.mark.parametrize("headline", HOSTILE)
@pytest.mark.parametrize("box", [None, PICTURE_BOX, COVER_BOX])
def test_any_title_can_be_drawn(headline: str, box: tuple[int, int] | None) -> None:
    image = draw(headline, NAME, Image.new("RGB", box, "#9c3b26") if box else None, box == COVER_BOX)
    assert image.size == SIZE


def test_what_the_typeface_lacks_gives_way() -> None:
    assert readable("Kom \U0001f389 til\u200b fest\n nu") == "Kom til fest nu"
    assert readable("مرحبا") == readable("Merhaba, hoş geldiniz") == ""
    assert draw("مرحبا", NAME).tobytes() == draw(NAME, NAME).tobytes()


def test_danish_letters_are_drawn_and_differ() -> None:
    assert len({draw(word, NAME).tobytes() for word in ("ål", "al", "æl", "øl")}) == 4


@pytest.mark.parametrize("headline", [text for text in HOSTILE if readable(text)])
@pytest.mark.parametrize(("width", "height"), [(1072, 340), (624, 340), (560, 340)])
def test_lines_stay_within_their_box(headline: str, width: int, height: int) -> None:
    lines, font = fit(readable(headline), width, height, 124)
    assert SMALLEST <= font.size <= 124
    assert all(font.getlength(line) <= width for line in lines)
    assert len(lines) * font.size <= height


def test_long_danish_compounds_break_where_danish_does() -> None:
    lines, _font = fit("Tilgængelighedserklæring", 600, 340, 124)
    assert lines[0] in ("Tilgængelig-", "Tilgængeligheds-")


def test_lines_are_even_and_a_title_too_long_ends_in_a_sign() -> None:
    lines, _font = fit("Vi holder vagt, så beboerne bliver hørt.", 1072, 340, 100)
    assert len(lines) == 2
    assert fit("ord " * 200, 600, 340, 84)[0][-1].endswith("…")
