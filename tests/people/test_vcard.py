"""Business cards and QR codes: read back by a parser of the test's own, for those who work here alone."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
import segno
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from core.models import SiteImage
from people.models import PeoplePage, Person
from people.qr import qr_svg
from people.vcard import Card, vcard
from tests.queries import serve, too_many

STAFF = "/om-os/medarbejdere/"
LEADER = f"{STAFF}thomas-hoejmark-fegar"
_LINE = re.compile(r"([A-Z]+)((?:;[A-Z]+=(?:\"[^\"]*\"|[^;:\"]*))*):(.*)", re.DOTALL)


def read(text: str) -> dict[str, list[str]]:
    """Return the properties of a vCard with their components (RFC 6350, section 3); fails where it is none."""
    assert text.endswith("\r\n")
    content = text.removesuffix("\r\n")
    lines = re.sub("\r\n[ \t]", "", content).split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"] and lines[-1] == "END:VCARD"
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    found: dict[str, list[str]] = {}
    for line in lines[2:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        name, _parameters, value = match.groups()
        assert name not in found, line
        found[name] = components(value) if name in {"FN", "N", "ORG", "TITLE", "EMAIL"} else [value]
    return found


def components(value: str) -> list[str]:
    """Split a value at its bare semicolons, and take the escapes away."""
    parts, escaped = [""], False
    for sign in value:
        if escaped:
            assert sign in ",;\\n", value
            parts[-1] += "\n" if sign == "n" else sign
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == ";":
            parts.append("")
        else:
            assert sign != ",", value
            parts[-1] += sign
    assert not escaped, value
    return parts


def person(**values: Any) -> Person:
    """A member of the staff."""
    return Person.objects.create(**{"name": "Eva Eksempel", "title": "Prøve", "phone": "+4522281922", **values})


# The card


def test_it_says_who_and_how_to_reach_them() -> None:
    card = Card(
        name="Åse Eksempel Prøve",
        title="Konsulent, områder; støtte",
        organisation="Fællessekretariatet",
        phone="+4522281922",
        email="aase@example.org",
        url="https://example.org/om-os/",
        photo="https://example.org/media/images/p.jpg",
        source="https://example.org/om-os/aase.vcf",
    )
    text = vcard(card)
    assert read(text) == {
        "KIND": ["individual"],
        "FN": ["Åse Eksempel Prøve"],
        "N": ["Prøve", "Åse", "Eksempel", "", ""],
        "TITLE": ["Konsulent, områder; støtte"],
        "ORG": ["Fællessekretariatet"],
        "TEL": ["tel:+4522281922"],
        "EMAIL": ["aase@example.org"],
        "URL": ["https://example.org/om-os/"],
        "PHOTO": ["https://example.org/media/images/p.jpg"],
        "SOURCE": ["https://example.org/om-os/aase.vcf"],
    }
    assert 'TEL;TYPE="voice,work";VALUE=uri:tel:+4522281922\r\n' in text


def test_a_name_alone_is_a_card() -> None:
    assert read(vcard(Card("Prøve"))) == {"KIND": ["individual"], "FN": ["Prøve"], "N": ["", "Prøve", "", "", ""]}


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_text_stays_within_its_line(name: str, title: str, organisation: str) -> None:
    found = read(vcard(Card(f"a{name}", title, organisation)))
    control = r"[\x00-\x1f\x7f\ufffe\uffff]"
    assert found["FN"] == [" ".join(re.sub(control, " ", f"a{name}").split())]
    assert len(found["N"]) == 5
    assert found.get("TITLE", [""]) == [" ".join(re.sub(control, " ", title).split())]


def test_long_lines_are_folded_between_letters() -> None:
    title = "Kommunikationsmedarbejder på tværs af områder, ø for ø, å for å, æ for æ " * 3
    assert read(vcard(Card("Eva", title)))["TITLE"] == [title.strip()]


# Its address


@pytest.mark.django_db
def test_the_page_leads_to_each_persons_card(client: Client) -> None:
    page = client.get(STAFF).content.decode()
    assert f'href="{LEADER}.vcf"' in page and f'src="{LEADER}-qr.svg"' in page
    response = client.get(f"{LEADER}.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="thomas-hoejmark-fegar.vcf"'
    found = read(response.content.decode())
    assert found["FN"] == ["Thomas Højmark Fegar"]
    assert found["N"] == ["Fegar", "Thomas", "Højmark", "", ""]
    assert found["TITLE"] == ["Sekretariatsleder"]
    assert found["ORG"] == ["Det Boligsociale Fællessekretariat"]
    assert found["TEL"] == ["tel:+4522281922"]
    assert found["URL"] == [f"http://localhost:8000{STAFF}"]
    assert found["SOURCE"] == [f"http://localhost:8000{LEADER}.vcf"]


@pytest.mark.django_db
def test_a_portrait_is_named_only_with_consent_and_where_all_may_fetch_it(client: Client) -> None:
    someone = person(portrait=SiteImage.objects.first(), portrait_consent=True)
    (photo,) = read(client.get(f"{STAFF}eva-eksempel.vcf").content.decode())["PHOTO"]
    assert client.get(photo.removeprefix("http://localhost:8000")).status_code == 200
    Person.objects.filter(pk=someone.pk).update(portrait_consent=False)
    assert "PHOTO" not in read(client.get(f"{STAFF}eva-eksempel.vcf").content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("end", [".vcf", "-qr.svg"])
def test_those_who_left_have_neither_card_nor_code(client: Client, end: str) -> None:
    address = f"{STAFF}eva-eksempel{end}"
    assert client.get(address).status_code == 404
    someone = person()
    assert client.get(address).status_code == 200
    Person.objects.filter(pk=someone.pk).update(active=False)
    assert client.get(address).status_code == 404
    Person.objects.filter(pk=someone.pk).update(active=True, phone="", email="")
    assert client.get(address).status_code == 404
    assert "eva-eksempel" not in client.get(STAFF).content.decode()


@pytest.mark.django_db
def test_two_of_one_name_have_each_their_own_and_keep_it(client: Client) -> None:
    first, second = person(title="Den ene"), person(title="Den anden")
    addresses = {f"{STAFF}eva-eksempel.vcf": "Den ene", f"{STAFF}eva-eksempel-{second.pk}.vcf": "Den anden"}
    for address, title in addresses.items():
        assert read(client.get(address).content.decode())["TITLE"] == [title]
    first.active = False
    first.save()
    assert [client.get(address).status_code for address in addresses] == [404, 200]


@pytest.mark.django_db
def test_a_name_without_latin_letters_has_an_address_too(client: Client) -> None:
    someone = person(name="ليلى")
    found = read(client.get(f"{STAFF}medarbejder-{someone.pk}.vcf").content.decode())
    assert found["FN"] == ["ليلى"]


@pytest.mark.django_db
def test_a_page_that_is_private_or_not_online_gives_away_nobody(client: Client) -> None:
    page = PeoplePage.objects.get()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    for end in (".vcf", "-qr.svg"):
        assert "text/html" in client.get(f"{LEADER}{end}")["Content-Type"]
    restriction.delete()
    page.unpublish()
    for end in (".vcf", "-qr.svg"):
        assert client.get(f"{LEADER}{end}").status_code == 404


@pytest.mark.django_db
def test_cards_cost_few_queries() -> None:
    for address in (f"{LEADER}.vcf", f"{LEADER}-qr.svg"):
        statements = serve(address)[1]
        assert len(statements) <= 8, too_many(statements, 8)


# The code


@pytest.mark.django_db
def test_the_code_calls_or_writes(client: Client) -> None:
    response = client.get(f"{LEADER}-qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response.content == qr_svg("tel:+4522281922")
    person(phone="", email="eva@example.org")
    assert client.get(f"{STAFF}eva-eksempel-qr.svg").content == qr_svg("mailto:eva@example.org")


def test_the_image_is_the_code_with_white_around_it_and_no_style() -> None:
    svg = qr_svg("tel:+4522281922")
    root = ElementTree.fromstring(svg)  # noqa: S314  drawn here
    code = segno.make_qr("tel:+4522281922", error="m")
    width, height = code.symbol_size(border=4)
    assert root.get("viewBox") == f"0 0 {width} {height}"
    names = {element.tag.split("}")[-1] for element in root.iter()}
    assert names <= {"svg", "path", "g", "rect"}
    assert b"style" not in svg and b"script" not in svg
    # Dark modules are drawn as lines to the right: "m" moves there, "h" draws.
    (path,) = [element for element in root.iter() if element.get("stroke") == "#000"]
    drawn, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path.get("d") or ""):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            drawn |= {(int(x) + step, int(y)) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    rows = list(code.matrix_iter(border=4))
    assert drawn == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
