"""An export is read as it stands, and anything else is refused in a sentence of its own."""

import io
import tracemalloc

import pytest

from tests.wordpress.exports import Export
from wordpress.wxr.refused import Reason, Refused, sentence
from wordpress.wxr.spool import Spool

TRUE = Export()
TRUE.category("interessevaretagelse", "Interessevaretagelse").category("aarhus", "Aarhus", tag=True)
TRUE.add("post", "Årsskrift 2016 ]]> ude", "<p>Læs & forstå</p>", terms=[("category", "presse", "Presse")], comments=3)
TRUE.add("attachment", "foto", file="2016/12/foto.jpg", meta={"_wp_attachment_image_alt": "En gade"})
TRUE.add("nav_menu_item", "menu")
TRUE.add("page", "Om os", thumbnail=12, password="x")
DATA = TRUE.data()
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = HEAD + b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
OUTSIDE = HEAD + b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_an_export_is_read_whole(version: str) -> None:
    data = DATA.replace(b"1.2", version.encode())
    with Spool(io.BytesIO(data)) as spool:
        post, foto, page = spool.entries
        item = spool.read(post)
        assert (item.title, item.content) == ("Årsskrift 2016 ]]> ude", "<p>Læs & forstå</p>")
        assert str(item.moment()) == "2017-01-05 15:00:00"
        assert (spool.read(foto).file, spool.read(foto).alt) == ("2016/12/foto.jpg", "En gade")
        assert (spool.read(page).thumbnail, spool.read(page).has_password) == (12, True)
        assert [term.name for term in spool.facts.terms.values()] == ["Interessevaretagelse", "Aarhus", "Presse"]
        assert (spool.facts.url, spool.comments, spool.left) == ("https://gammel.example", 3, {"nav_menu_item": 1})
        assert b"anna" not in repr([spool.read(entry) for entry in spool.entries]).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Reason.NOT_XML),
        (b"<!DOCTYPE html><html><p>Log ind", Reason.NOT_XML),
        (b"Ren tekst", Reason.NOT_XML),
        (DATA[: len(DATA) // 2], Reason.TRUNCATED),
        (DATA[:-8], Reason.TRUNCATED),
        (DATA.replace(b"</title>", b"</titel>", 2), Reason.BROKEN),
        (DATA.replace("Læs".encode(), "Læs".encode("latin-1")), Reason.BROKEN),
        (DATA.replace(b'"UTF-8" ?', b'"EBCDIC-9" ?'), Reason.ENCODING),
        (DATA.replace(b'"UTF-8" ?', b'"UTF-16" ?'), Reason.ENCODING),
        (DATA.replace(b"Den gamle", b"Den\x00gamle"), Reason.NUL),
        (LAUGHS, Reason.DECLARATIONS),
        (OUTSIDE, Reason.DECLARATIONS),
        (HEAD + b"<rss><channel><title>Nyt</title></channel></rss>", Reason.NOT_WXR),
        (HEAD + b"<svg/>", Reason.NOT_WXR),
        (DATA.replace(b"1.2", b"2.0"), Reason.VERSION),
    ],
)
def test_anything_else_is_refused_in_a_sentence(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        Spool(io.BytesIO(data))
    assert refused.value.reason == reason
    assert len(sentence(reason, refused.value.detail)) > 30


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_other_encodings_that_say_what_they_are_are_read(encoding: str) -> None:
    data = DATA.decode().replace('"UTF-8"', f'"{encoding}"').encode(encoding)
    with Spool(io.BytesIO(data)) as spool:
        assert spool.entries[0].title == "Årsskrift 2016 ]]> ude"


def test_signs_that_xml_forbids_are_left_out_and_counted() -> None:
    with Spool(io.BytesIO(DATA.replace(b"Den gamle", b"Den\x0b gam\x1fle"))) as spool:
        assert (spool.facts.title, spool.facts.stray_signs) == ("Den gamle", 2)


def test_any_number_of_comments_costs_no_memory() -> None:
    head, tail = DATA.split(b"<wp:comment>", 1)
    comment = b"<wp:comment><wp:comment_content>" + b"Tak for det. " * 20 + b"</wp:comment_content></wp:comment>"

    class Stream(io.RawIOBase):
        parts = iter([head, *(comment * 100 for _ in range(100)), b"<wp:comment>" + tail])

        def read(self, size: int = -1) -> bytes:
            return next(self.parts, b"")

    tracemalloc.start()
    with Spool(Stream()) as spool:  # type: ignore[arg-type]
        assert spool.comments == 10_003
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def test_names_of_categories_are_read_without_their_escapes() -> None:
    old = Export().category("boern", "Børn &amp; unge")
    old.add("post", "Et", terms=[("category", "boern", "Børn &amp; unge"), ("post_tag", "hus", "Huse &amp; haver")])
    with Spool(old.file()) as spool:
        assert [term.name for term in spool.facts.terms.values()] == ["Børn & unge", "Huse & haver"]
        assert spool.read(spool.entries[0]).terms[0].name == "Børn & unge"
