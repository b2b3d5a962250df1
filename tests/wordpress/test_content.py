"""Texts of all three of WordPress's editors become blocks of ours, clean, and nothing foreign is left in them."""

import re
from pathlib import Path

import pytest

from home.models import TextPage
from news.models import NewsPage
from wordpress.content.blocks import body_of
from wordpress.content.converting import convert
from wordpress.content.excerpts import summary
from wordpress.content.parts import Converted, Film, Pdf, Picture, Quote, Text

SAMPLES = Path(__file__).parent / "samples"
IMAGES = {12: (120, "En gade", "Gaden om aftenen"), 13: (130, "", "")}


class Targets:
    """Two images, one page, one PDF."""

    def link(self, address: str) -> str:
        if "/om-os/" in address:
            return 'linktype="page" id="7"'
        if address.endswith("aarsskrift.pdf"):
            return 'linktype="document" id="9"'
        return "" if self.is_ours(address) else f'href="{address}"'

    def image(self, address: str, key: int) -> tuple[int, str, str] | None:
        return IMAGES.get(key) or (IMAGES[12] if "foto" in address else None)

    def title(self, address: str) -> str:
        return "Om os" if "/om-os/" in address else ""

    def is_ours(self, address: str) -> bool:
        return address.startswith(("https://gammel.example", "/"))

    def publication(self, address: str) -> int | None:
        return 5 if address.endswith("aarsskrift.pdf") else None


def converted(text: str, title: str = "Overskriften") -> Converted:
    return convert(text, title, Targets(), lambda key: "<p>Fælles tekst</p>" if key == 44 else "")


def html_of(text: str) -> str:
    return "".join(part.html for part in converted(text).parts if isinstance(part, Text))


def kinds(text: str) -> list[str]:
    return [type(part).__name__ for part in converted(text).parts]


GUTENBERG = (SAMPLES / "gutenberg.txt").read_text("utf-8").strip()


def test_blocks_of_gutenberg() -> None:
    done = converted(GUTENBERG)
    found = [type(part).__name__ for part in done.parts]
    assert found == ["Text", "Picture", "Text", "Picture", "Picture", "Quote", "Text", "Film", "Text", "Pdf", "Text"]
    first, picture, items, _one, _two, quote, table, film, button, pdf, rest = done.parts
    assert isinstance(first, Text) and isinstance(items, Text) and isinstance(table, Text) and isinstance(rest, Text)
    assert first.html == ('<h3>Beboerne først</h3><p>Læs om <a linktype="page" id="7">os</a> og <i>mere</i>.</p>')
    assert picture == Picture(120, "Bedre", "Ny gade")
    assert items.html == "<ul><li>Et<ul><li>Inderst</li></ul></li><li>To</li></ul>"
    assert quote == Quote("Vi bliver hørt.", "En beboer")
    assert table.html == "<ul><li><b>2016</b>: Boliger: 412</li></ul>"
    assert film == Film("https://www.youtube.com/watch?v=abcdefghijk")
    assert button == Text('<p><a href="https://example.org/">Tilmeld</a></p>')
    assert pdf == Pdf("https://gammel.example/aarsskrift.pdf")
    assert rest.html == '<p><a linktype="document" id="9">Årsskrift</a></p><p>Fælles tekst</p>'
    assert [note.code for note in done.notes] == ["shortcode", "table"]
    assert "latest-posts" in done.notes[0].detail


CLASSIC = (SAMPLES / "classic.txt").read_text("utf-8").strip()


def test_a_classic_text() -> None:
    done = converted(CLASSIC)
    text = html_of(CLASSIC)
    assert text.startswith("<p>Første afsnit<br>\nmed to linjer &amp; <b>fed</b>.</p><p>Andet [sic] afsnit [gallery].")
    assert "<ul><li>Et</li><li>To</li></ul>" in text
    assert "Indhold i boks" in text
    assert [type(part).__name__ for part in done.parts if not isinstance(part, Text)] == [
        *("Picture", "Film", "Picture", "Picture"),
    ]
    assert Picture(120, "", "Gaden") in done.parts
    assert [note.detail for note in done.notes] == ['[ukendt_plugin id="3"]', "[formular]", "[box]"]
    assert not re.search(r"ukendt|formular|\[box|caption", text)


DIVI = (SAMPLES / "divi.txt").read_text("utf-8").strip()


def test_modules_of_divi() -> None:
    done = converted(DIVI)
    text = html_of(DIVI)
    assert "et_pb" not in text and "alert" not in text and "[" not in text and "hemmelig" not in text
    assert text.startswith('<p>Beboernes <a linktype="page" id="7">vagthund</a></p>')
    for piece in ('Kontakt "os"', "Kom med", "Hvornår?", "Fane", "Spørgsmål"):
        assert f"<h3>{piece}</h3>" in text
    assert "<h2>Velkommen</h2><p>Indenfor</p>" in text
    assert '<p><a linktype="page" id="7">Læs mere</a></p>' in text
    assert "<b>412</b> boliger" in text and "<p>Kode</p>" in text and "<p>Fanetekst</p>" in text
    others = [part for part in done.parts if not isinstance(part, Text)]
    assert others[0] == Picture(120, "Huse", "Gaden om aftenen")
    assert [type(one).__name__ for one in others] == ["Picture", "Picture", "Picture", "Film", "Quote"]
    assert others[-1] == Quote("Godt gået", "Åse, beboer")
    assert [note.detail[:20] for note in done.notes] == ["[et_pb_contact_form "]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><p onclick='x()'>Tekst</p>",
        '<p><a href="javascript:alert(1)">Tekst</a></p>',
        '<p><img src="x" onerror="alert(1)">Tekst</p>',
        '<iframe src="https://ond.example/"></iframe><p>Tekst</p>',
        "<p>Tekst<style>p{}</style></p><svg><script>alert(1)</script></svg>",
        "[x a='\"><script>alert(1)</script>']<p>Tekst</p>",
        '[et_pb_text a="%91x%93"]<p>Tekst</p>',
        '<p style="background:url(https://ond.example)">Tekst</p>',
    ],
)
def test_nothing_dangerous_or_foreign_is_left(text: str) -> None:
    done = converted(text)
    assert "Tekst" in html_of(text)
    assert not re.search(r"script|alert|ond\.example|on\w+=|style", repr(done.parts))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[a " * 5_000,
        '[a "' * 5_000,
        "<div>" * 3_000,
        "[x]" * 20_000,
        "[[x]]" * 5_000,
        "<!-- wp:x {" * 5_000,
    ],
)
def test_a_hostile_text_ends(text: str) -> None:
    assert isinstance(converted(text), Converted)


def test_what_a_page_does_not_offer_becomes_a_link() -> None:
    parts = converted(
        "https://youtu.be/abcdefghijk\n\n[pdf-embedder url='https://gammel.example/aarsskrift.pdf']"
    ).parts
    news, page = (body_of(parts, kind, "Titel", Targets()).stream for kind in (NewsPage, TextPage))
    assert [(one["type"], one["value"]) for one in news] == [
        (
            "video_link",
            {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": "Titel", "image": None, "minutes": None},
        ),
        ("publication", {"publication": 5}),
    ]
    assert [one["type"] for one in page] == ["text"]
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in page[0]["value"]
    assert 'linktype="document" id="9"' in page[0]["value"]


@pytest.mark.parametrize(
    ("excerpt", "expected"),
    [
        ("Vi har lavet en rapport om året.", "Vi har lavet en rapport om året."),
        ("Årsskrift 2016", "Her er teksten. Den er kort."),
        ("Årsskrift 2016 […]", "Her er teksten. Den er kort."),
        ("ÅRSSKRIFT 2016: Året der gik hos beboerne. Læs mere", "Året der gik hos beboerne."),
        ("<p>Et &amp; to</p>[et_pb_text]", "Et & to"),
        ("", "Her er teksten. Den er kort."),
    ],
)
def test_the_summary_never_repeats_the_headline(excerpt: str, expected: str) -> None:
    parts = converted("<p>Årsskrift 2016</p><p>Her er teksten. Den er kort.</p>", "").parts
    assert summary(excerpt, "Årsskrift 2016", parts) == expected


def test_a_text_that_only_repeats_the_headline_gives_no_summary() -> None:
    assert summary("Årsskrift 2016", "Årsskrift 2016", converted("<p>Årsskrift 2016!</p>", "").parts) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The file block's second link, to the same file, is no word of the text.
        (
            '<!-- wp:file --><div class="wp-block-file"><a href="https://example.org/a.docx">Skema</a>'
            '<a href="https://example.org/a.docx" class="wp-block-file__button" download>Download</a></div>'
            "<!-- /wp:file -->",
            '<p><a href="https://example.org/a.docx">Skema</a></p>',
        ),
        ("Et<br />\nto\n\n<div>Tre<br />fire</div>", "<p>Et<br>to</p><p>Tre<br>fire</p>"),
        (
            "<table><tr><td><strong>2016</strong></td><td>412</td></tr></table>",
            "<ul><li><b>2016</b>: 412</li></ul>",
        ),
        ("<pre>Et\nTo</pre>", "<p>Et<br>To</p>"),
        # What WordPress shows as a preview.
        ("https://gammel.example/om-os/", '<p><a linktype="page" id="7">Om os</a></p>'),
        ("https://example.org/a", '<p><a href="https://example.org/a">example.org/a</a></p>'),
    ],
)
def test_small_things_that_wordpress_itself_writes(text: str, expected: str) -> None:
    assert html_of(text) == expected


def test_a_gallery_from_before_5_9_keeps_each_picture_with_its_caption() -> None:
    item = '<li class="blocks-gallery-item"><figure><img class="wp-image-{}"/><figcaption>{}</figcaption></figure></li>'
    items = item.format(12, "Gaden") + item.format(13, "Huset")
    text = f'<!-- wp:gallery --><figure class="wp-block-gallery"><ul>{items}</ul></figure><!-- /wp:gallery -->'
    assert converted(text).parts == [Picture(120, "", "Gaden"), Picture(130, "", "Huset")]
