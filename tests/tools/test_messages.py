"""The catalogue's tool finds every string, keeps what is translated and sees what is missing."""

import gettext
import os
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tools import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
# Translators: a page's name
HEADING = _("Heading")
MANY = ngettext("%(n)d page", "%(n)d pages", 3)
MONTH = pgettext("month", "May")
"""
TEMPLATE = """{% load i18n %}<p title='it"s'>{% translate "Said" %} {{ value|default:_("Default") }}
{% blocktranslate count n=n trimmed %}One
 thing{% plural %}{{ n }} things{% endblocktranslate %}{% include "x" with label=_("Label") other=_("Other") %}
{% comment %}{% translate "Never shown" %}{% endcomment %}</p>"""
FOUND = {"Heading", "%(n)d page", "May", "Said", "Default", "One thing", "Label", "Other"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module, one template and one file that is no one's to translate."""
    for place, text in {
        "room/models.py": PYTHON,
        "templates/room/page.html": TEMPLATE,
        "tests/test_x.py": '_("A test\'s")\n',
        ".venv/lib/x.py": '_("A library\'s")\n',
    }.items():
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_text(text)
    return tmp_path


def translate(project: Path) -> None:
    """Fill the catalogue with translations: the same text with a mark."""
    path = messages.catalogue_path(project)
    catalogue = messages.read(path)
    for message in catalogue:
        if message.id:
            plural = isinstance(message.id, (tuple, list))
            message.string = tuple(f"{text} DA" for text in message.id) if plural else f"{message.id} DA"
    with path.open("wb") as file:
        write_po(file, catalogue)


def test_every_string_is_found(project: Path) -> None:
    catalogue = messages.extract(project)
    assert {messages.identity(message)[0] for message in catalogue if message.id} == FOUND
    assert catalogue.get("May", "month").context == "month"
    assert catalogue.get("Heading").auto_comments == ["a page's name"]


def test_check_names_what_is_missing(project: Path) -> None:
    assert len(messages.problems(project)) == len(FOUND)
    assert "not in the catalogue: 'Said' (templates/room/page.html)" in messages.problems(project)
    messages.extract(project)
    assert "not translated: 'Heading' (room/models.py)" in messages.problems(project)
    translate(project)
    assert messages.problems(project) == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgstr "Said DA"', 'msgstr ""', "not translated: 'Said'"),
        ('msgid "Said"', '#, fuzzy\nmsgid "Said"', "not translated: 'Said'"),
        ('msgid "Said"', 'msgid "Says"', "no longer in the code: 'Says'"),
        ("%(n)d pages DA", "%(m)d pages DA", "'%(n)d page'"),
    ],
)
def test_check_sees_a_broken_entry(project: Path, before: str, after: str, problem: str) -> None:
    messages.extract(project)
    translate(project)
    path = messages.catalogue_path(project)
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    assert any(problem in line for line in messages.problems(project))


def test_extracting_again_changes_nothing(project: Path) -> None:
    messages.extract(project)
    translate(project)
    messages.extract(project)
    path = messages.catalogue_path(project)
    first = path.read_bytes()
    messages.extract(project)
    assert path.read_bytes() == first
    assert b"Date" not in first
    assert b'msgstr "Heading DA"' in first


def test_a_string_gone_from_the_code_leaves_the_catalogue(project: Path) -> None:
    messages.extract(project)
    translate(project)
    (project / "room/models.py").write_text("")
    messages.extract(project)
    assert b"Heading" not in messages.catalogue_path(project).read_bytes()


def test_compiles_only_what_is_newer(project: Path) -> None:
    messages.extract(project)
    translate(project)
    source = messages.catalogue_path(project)
    assert messages.compile_catalogues(project) == 1
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Heading") == "Heading DA"
    assert compiled.ngettext("%(n)d page", "%(n)d pages", 2) == "%(n)d pages DA"
    assert messages.compile_catalogues(project) == 0
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert messages.compile_catalogues(project) == 1


def test_a_broken_catalogue_is_one_sentence(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = messages.catalogue_path(project)
    path.parent.mkdir(parents=True)
    path.write_text('msgid "x"\nmsgid "y"')
    assert messages.main(["compile", "--root", str(project)]) == 1
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_what_babel_writes_babel_reads(project: Path) -> None:
    messages.extract(project)
    with messages.catalogue_path(project).open("rb") as file:
        assert len(read_po(file)) == len(FOUND)
