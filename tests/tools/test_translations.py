"""The Danish of Wagtail and other apps is whole, keeps its placeholders, and follows what is installed."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.test import Client
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.trans_real import DjangoTranslation, catalog

from tools import translations
from tools.messages import LANGUAGE, identity, is_translated, read, write
from tools.translations import App, faults, installed_apps, ours

ENGLISH = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_every_string_of_every_installed_app_has_danish(domain: str) -> None:
    with override(LANGUAGE):
        served = catalog() if domain == "django" else DjangoTranslation(LANGUAGE, domain=domain)
    missing = []
    for message in translations.collect(installed_apps(), domain):
        text, context = identity(message)
        key = f"{context}\x04{text}" if context else text
        # Only what was compiled, and is found on the settings' paths, is served.
        keys = [(key, 0), (key, 1)] if message.pluralizable else [key]
        if message.id and not all(served._catalog.get(key) for key in keys):
            missing.append(text)
    assert missing == []


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_our_danish_is_whole_and_keeps_its_placeholders(domain: str) -> None:
    held = [message for message in read(ours(domain)) if message.id]
    assert len(held) > 50
    assert [message.id for message in held if not is_translated(message)] == []
    assert [fault for message in held for fault in faults(message)] == []


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_the_catalogue_is_up_to_what_is_installed(domain: str) -> None:
    _, report = translations.update(installed_apps(), domain)
    assert (report.added, report.removed, report.fuzzy, report.empty, report.upstream) == ([], [], [], [], [])


def test_the_house_words_win_over_an_apps_own() -> None:
    with override(LANGUAGE):
        assert gettext("Unpublish") == "Træk tilbage"
        assert gettext("Save Draft") == "Gem kladde"
        assert gettext("Undo") == "Fortryd"
        # Ours stands before both: "Privacy" of the public site is another word than access to a page.
        assert gettext("Hello %(username)s,") == "Hej %(username)s"
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 1) == "Slet 1 side"
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 2) == "Slet %(counter)s sider"


@pytest.mark.django_db
def test_the_admins_scripts_are_handed_the_danish(client: Client) -> None:
    script = client.get("/admin/jsi18n/").content.decode()
    served = json.loads(script.split("const newcatalog = ", 1)[1].split(";\n", 1)[0])
    # One that Wagtail has no Danish for, one that it has in other words.
    assert served["Insert a block"] == "Indsæt en blok"
    assert served["Edit"] == "Ret"
    assert served["%(num)s error"] == ["%(num)s fejl", "%(num)s fejl"]


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """An app with two strings and no Danish, all of it translated by us."""
    monkeypatch.setattr(translations, "OURS", tmp_path / "ours")
    app = App("shop", tmp_path / "shop")
    offer(app, "Open the box", "Close the box")
    catalogue, report = translations.update([app], "django")
    assert report.added == ["Close the box", "Open the box"]
    catalogue.get("Open the box").string = "Åbn kassen"
    catalogue.get("Close the box").string = "Luk kassen"
    write(catalogue, ours("django"))
    return app


def offer(app: App, *texts: str, danish: str = "") -> None:
    """Give the app these strings in English, and one of them in Danish."""
    for language, held in (("en", texts), (LANGUAGE, texts[:1] if danish else ())):
        path = app.catalogue(language, "django")
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = [f'msgid "{text}"\nmsgstr "{danish if language == LANGUAGE else ""}"\n' for text in held]
        path.write_text(ENGLISH + "\n".join(entries), encoding="utf-8")


def after(app: App) -> tuple[Catalog, translations.Report]:
    """Bring our catalogue up to the app; return it and the report."""
    return translations.update([app], "django")


def test_nothing_changes_while_the_app_does_not(upgrade: App) -> None:
    catalogue, report = after(upgrade)
    assert {message.string for message in catalogue if message.id} == {"Åbn kassen", "Luk kassen"}
    assert (report.added, report.removed, report.fuzzy, report.empty) == ([], [], [], [])


def test_an_upgrade_adds_removes_and_puts_in_doubt(upgrade: App) -> None:
    offer(upgrade, "Open the box!", "Paint it")
    _, report = after(upgrade)
    assert report.added == ["Open the box!", "Paint it"]
    assert report.removed == ["Close the box", "Open the box"]
    assert report.fuzzy == ["Open the box!"]
    assert report.empty == ["Paint it"]
    assert "  new: 'Paint it'" in report.lines()


def test_our_danish_is_dropped_once_the_app_says_the_same(upgrade: App) -> None:
    offer(upgrade, "Open the box", "Close the box", danish="Åbn kassen")
    catalogue, report = after(upgrade)
    assert report.upstream == ["Open the box"]
    assert [message.id for message in catalogue if message.id] == ["Close the box"]


def test_our_danish_stays_when_the_app_says_it_in_other_words(upgrade: App) -> None:
    offer(upgrade, "Open the box", "Close the box", danish="Åben boksen")
    catalogue, report = after(upgrade)
    assert (report.upstream, report.instead) == ([], 1)
    assert catalogue.get("Open the box").string == "Åbn kassen"


def test_an_app_without_an_english_catalogue_is_read_from_its_code(tmp_path: Path) -> None:
    app = App("shop", tmp_path)
    (tmp_path / "views.py").write_text('from django.utils.translation import gettext as _\nA = _("Buy")\n')
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text('_("Never shown")\n')
    (tmp_path / "other" / "locale").mkdir(parents=True)
    (tmp_path / "other" / "views.py").write_text('_("Of another app")\n')
    assert [message.id for message in translations.collect([app], "django") if message.id] == ["Buy"]


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("%(n)s of %(m)s", "%(n)s af"),
        ("See {title}", "Se {titel}"),
        ("<b>Yes</b>", "<b>Ja"),
        ('<a href="%(url)s">Go</a>', '<a href="%(url)s" target="_blank">Gå</a>'),
        ("Locale: ", "Sprog:"),
        (("%(n)s page", "%(n)s pages"), ("%(n)s side", "sider")),
    ],
)
def test_a_lost_placeholder_is_found(english: str | tuple[str, str], danish: str | tuple[str, str]) -> None:
    catalogue = Catalog(locale=LANGUAGE)
    catalogue.add(english, danish)
    assert len([fault for message in catalogue if message.id for fault in faults(message)]) == 1
