"""A member of the staff as an electronic business card: vCard 4.0 (RFC 6350)."""

from dataclasses import dataclass

from core.text import printable

CONTENT_TYPE = "text/vcard; charset=utf-8"
# The longest line in octets, without its end (RFC 6350, 3.2).
LONGEST_LINE = 75


@dataclass(frozen=True)
class Card:
    """What a card says; all but the name may be "". Phone in E.164; source, url and photo are absolute addresses."""

    name: str
    title: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    photo: str = ""
    source: str = ""


def vcard(card: Card) -> str:
    """Return the card as text, with CRLF at the end of each line as the standard asks."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"FN:{_text(card.name)}", f"N:{_name_parts(card.name)}"]
    for prefix, value in (
        ("TITLE:", _text(card.title)),
        ("ORG:", _text(card.organisation)),
        ('TEL;TYPE="voice,work";VALUE=uri:', f"tel:{_uri(card.phone)}" if card.phone else ""),
        ("EMAIL;TYPE=work:", _text(card.email)),
        ("URL:", _uri(card.url)),
        ("PHOTO:", _uri(card.photo)),
        ("SOURCE:", _uri(card.source)),
    ):
        if value:
            lines.append(prefix + value)
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCARD"])


def _name_parts(name: str) -> str:
    """The name as family name; given name; further names (RFC 6350, 6.2.2); a single name is a given one."""
    words = name.split()
    family = words.pop() if len(words) > 1 else ""
    return ";".join([_text(family), _text(" ".join(words[:1])), _text(" ".join(words[1:])), "", ""])


def _text(value: str) -> str:
    """A value on one line, with what means something to the format escaped (RFC 6350, 3.4)."""
    text = " ".join(printable(value).split())
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _uri(value: str) -> str:
    return "".join(printable(value).split())


def _fold(line: str) -> str:
    """The line in pieces of at most 75 octets, none cut within a letter."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            pieces.append(piece)
            # The space that begins a further piece counts.
            piece, size = "", 1
        piece, size = piece + sign, size + octets
    return "\r\n ".join([*pieces, piece])
