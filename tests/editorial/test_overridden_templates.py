"""Templates of Wagtail's that ours replace are looked at when they change; no other writes an inline script."""

import hashlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from wagtail.admin.widgets import AdminPageChooser, BaseChooser, chooser
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtailmedia.widgets import AdminMediaChooser

from editorial.scripts.choosers import started
from people.models import Person

OURS = settings.BASE_DIR / "templates"
ROW = re.compile(r"^\| `(wagtail[^`]+\.html)` \| [^|]+ \| `([0-9a-f]{64})`", re.MULTILINE)
INLINE = re.compile(r"<script(?![^>]*\s(?:src|type=.application/))[^>]*>|<[^%{}<>]*\son[a-z]+=[\"']", re.IGNORECASE)


def installed(pattern: str = "*.html") -> Iterator[tuple[str, Path]]:
    """Yield the templates of installed apps that aren't of this project: name and file."""
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        if "site-packages" in folder.parts:
            yield from ((str(path.relative_to(folder)), path) for path in sorted(folder.rglob(pattern)))


def listed() -> dict[str, str]:
    """Return the rows of the list: each template's name and hash."""
    return dict(ROW.findall((settings.BASE_DIR / "docs" / "overridden-templates.md").read_text(encoding="utf-8")))


def test_replaced_templates_are_still_what_they_were_upstream() -> None:
    theirs = dict(installed())
    now = {name: hashlib.sha256(theirs[name].read_bytes()).hexdigest() for name in listed()}
    assert now == listed()


def test_every_replaced_template_is_listed() -> None:
    names = {name for name, _path in installed() if name.startswith("wagtail")}
    ours = {str(path.relative_to(OURS)): path.read_text(encoding="utf-8") for path in OURS.rglob("*.html")}
    replaced = {name for name in names & ours.keys() if f'{{% extends "{name}" %}}' not in ours[name]}
    assert replaced <= listed().keys() <= names & ours.keys()


def test_what_writes_an_inline_script_is_replaced() -> None:
    inline = {name for name, path in installed() if INLINE.search(path.read_text(encoding="utf-8"))}
    assert inline
    assert sorted(inline - listed().keys()) == []


def choosers(kind: type[BaseChooser] = BaseChooser) -> Iterator[type[BaseChooser]]:
    """Yield Wagtail's widget of a chooser and all that are made from it."""
    yield kind
    for one in kind.__subclasses__():
        yield from choosers(one)


def test_every_chooser_is_started_from_data() -> None:
    assert "<script>{js}</script>" in inspect.getsource(chooser)
    kinds = set(choosers())
    assert len(kinds) > 5
    assert [kind for kind in kinds if kind.render is not BaseChooser.render] == []
    made = (AdminPageChooser(), AdminSnippetChooser(model=Person), AdminTaskChooser(), AdminImageChooser())
    for widget in (*made, AdminDocumentChooser(), AdminMediaChooser()):
        html = widget.render("x", None, {"id": "id_x"})
        assert 'data-controller="start"' in html and "<script" not in html, widget


@pytest.mark.parametrize("script", ["alert(1)", "new Chooser(id);", 'a("x"); b("y");', "<b>"])
def test_any_other_script_is_refused(script: str) -> None:
    with pytest.raises(ValueError):
        started(script)
