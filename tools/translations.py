"""The Danish that installed apps come without: brings locale_upstream/ up to their strings and says what changed."""

import argparse
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from tools.messages import (
    LANGUAGE,
    ROOT,
    CatalogueBroken,
    identity,
    is_translated,
    python_messages,
    read,
    source_files,
    template_messages,
    write,
)
from tools.prepare import Trouble, set_up_django

DOMAINS = ("django", "djangojs")
OURS = ROOT / "locale_upstream"
# What is asked of people who never see an admin: an app's own tests and examples.
SKIPPED = {"test", "tests", "testapp", "example", "examples"}
# Dates in other people's headers follow no one format, and nobody here reads them.
DATES = re.compile(rb'^"(POT-Creation|PO-Revision)-Date:.*\n', re.MULTILINE)
# What a translation must carry over: %(name)s, %s, {name}, HTML tags, and entities.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}|</?[a-zA-Z][^>]*>|&\w+;")

Name = tuple[str, str | None]


@dataclass
class App:
    """An installed app with strings of its own: its name and the folder of its code."""

    name: str
    folder: Path

    def catalogue(self, language: str, domain: str) -> Path:
        """Return where the app's catalogue of a language and a domain lies, if it has one."""
        return self.folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


@dataclass
class Report:
    """What bringing one domain up to the apps changed: the English of each string."""

    domain: str
    total: int = 0
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    upstream: list[str] = field(default_factory=list)
    instead: int = 0

    def lines(self) -> Iterator[str]:
        """Yield the report for the terminal: a line of numbers, then the strings somebody must look at."""
        yield (
            f"{self.domain}: {self.total} strings of ours, {self.instead} of them instead of an app's own Danish; "
            f"{len(self.added)} new, {len(self.removed)} gone, {len(self.fuzzy)} in doubt, "
            f"{len(self.empty)} to translate"
        )
        for heading, strings in (
            ("new", self.added),
            ("gone", self.removed),
            ("in doubt (the English changed: mend the Danish and take the word fuzzy away)", self.fuzzy),
            ("the app has the same Danish by now; ours is dropped", self.upstream),
        ):
            yield from (f"  {heading}: {text!r}" for text in strings)


def installed_apps() -> list[App]:
    """Return Django itself and every installed app that is not of this project, in the order of the settings."""
    import django
    from django.apps import apps

    found = [App("django", Path(django.__file__).parent / "conf")]
    for config in apps.get_app_configs():
        folder = Path(config.path).resolve()
        if not folder.is_relative_to(ROOT) or "site-packages" in folder.parts:
            found.append(App(config.name, folder))
    return found


def read_foreign(path: Path) -> Catalog:
    """Take an app's .po file; return its catalogue, an empty one without such a file. Raises CatalogueBroken."""
    if not path.exists():
        return Catalog(locale=LANGUAGE, fuzzy=False)
    try:
        return read_po(io.BytesIO(DATES.sub(b"", path.read_bytes())), locale=LANGUAGE)
    except (PoFileError, ValueError) as error:
        raise CatalogueBroken(f"{path}: {error}") from None


def code_messages(app: App) -> Iterator[Message]:
    """Yield the strings in an app's own code and templates; a folder with a catalogue of its own is another app."""
    for path in source_files(app.folder):
        place = path.relative_to(app.folder)
        inner = [app.folder / folder for folder in place.parents if folder.parts]
        if SKIPPED & set(place.parts) or any((folder / "locale").is_dir() for folder in inner):
            continue
        try:
            if path.suffix == ".py":
                found = list(python_messages(path.read_bytes()))
            elif "templates" in place.parts:
                found = list(template_messages(path.read_text(encoding="utf-8"), str(place)))
            else:
                continue
        except (SyntaxError, UnicodeDecodeError) as error:
            raise CatalogueBroken(f"{path}: {error}") from None
        for (key, context), comments in found:
            if key and key != ("",):
                yield Message(key, context=context, auto_comments=comments)


def app_messages(app: App, domain: str) -> Iterator[Message]:
    """Yield an app's strings: those of the English catalogue it ships, and those that only its code has."""
    yield from (message for message in read_foreign(app.catalogue("en", domain)) if message.id)
    # JavaScript is shipped packed, so its catalogue is all there is. Django's own settings hold no sentences.
    if domain == "django" and app.name != "django":
        yield from code_messages(app)


def collect(apps: list[App], domain: str) -> Catalog:
    """Return a catalogue without translations of every string of the apps, each with the names of its apps."""
    catalogue = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for app in apps:
        for message in app_messages(app, domain):
            catalogue.add(
                message.id,
                context=message.context,
                locations=[(app.name, 0)],
                auto_comments=message.auto_comments,
                flags=[flag for flag in message.flags if flag != "fuzzy"],
            )
    return catalogue


def upstream(apps: list[App], domain: str) -> dict[Name, Message]:
    """Return the Danish that the apps have themselves; of two with the same string, that of the app named first."""
    held: dict[Name, Message] = {}
    for app in apps:
        for message in read_foreign(app.catalogue(LANGUAGE, domain)):
            if message.id and is_translated(message):
                held.setdefault(identity(message), message)
    return held


def ours(domain: str) -> Path:
    """Return where our own catalogue of a domain lies."""
    return OURS / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def update(apps: list[App], domain: str) -> tuple[Catalog, Report]:
    """Bring our catalogue of a domain up to the apps; return it, not written yet, and what changed.

    It comes to hold what no app has in Danish, and what we say in other words than an app. A string whose
    English was changed keeps its Danish, marked fuzzy: Django then shows the English until somebody looked.
    """
    source, theirs, catalogue = collect(apps, domain), upstream(apps, domain), read(ours(domain))
    before = {identity(message): message for message in catalogue if message.id}
    report = Report(domain)
    wanted = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for message in source:
        if not message.id:
            continue
        name = identity(message)
        held = theirs.get(name)
        complete = held is not None and bool(held.pluralizable) == bool(message.pluralizable)
        if complete and name in before and held is not None and before[name].string == held.string:
            report.upstream.append(name[0])
        elif name in before or not complete:
            wanted[message.id] = message
    catalogue.update(wanted, keep_user_comments=True)
    after = {identity(message): message for message in catalogue if message.id}
    report.total = len(after)
    report.instead = len(after.keys() & theirs.keys())
    report.added = sorted(text for text, context in after.keys() - before.keys())
    report.removed = sorted(text for text, context in before.keys() - after.keys() if text not in report.upstream)
    report.fuzzy = sorted(name[0] for name, message in after.items() if message.fuzzy)
    report.empty = sorted(
        name[0] for name, message in after.items() if not message.fuzzy and not is_translated(message)
    )
    catalogue.obsolete.clear()
    return catalogue, report


def placeholders(text: str) -> Counter[str]:
    """Return what a translation of a text must carry over, and how often."""
    return Counter(PLACEHOLDER.findall(text))


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translated string, a sentence each."""
    originals = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    held = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    strings = [text or "" for text in held]
    if len(originals) != len(strings):
        yield f"{originals[0]!r} has {len(strings)} forms, not {len(originals)}"
        return
    allowed = [placeholders(text) for text in originals]
    for number, string in enumerate(strings):
        # The form for one may say "one" where the English shows the number, and the other way round.
        if placeholders(string) not in (allowed if number == 0 else [allowed[-1]]):
            yield f"{originals[number]!r} loses or gains a placeholder in {string!r}"
        start, end = string[:1].isspace(), string[-1:].isspace()
        if (start, end) != (originals[number][:1].isspace(), originals[number][-1:].isspace()):
            yield f"{originals[number]!r} begins or ends with a space in one language only"


def main(arguments: list[str] | None = None) -> int:
    """Bring both domains up to the installed apps and print what changed; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something is to be done")
    options = parser.parse_args(arguments)
    try:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
        set_up_django()
        apps = installed_apps()
        undone = 0
        for domain in DOMAINS:
            catalogue, report = update(apps, domain)
            if not options.check:
                write(catalogue, ours(domain))
            print("\n".join(report.lines()))
            undone += len(report.empty) + len(report.fuzzy)
            for message in catalogue:
                if message.id and is_translated(message):
                    for fault in faults(message):
                        undone += 1
                        print(f"  fault: {fault}")
    except (CatalogueBroken, Trouble) as error:
        print(f"translations: {error}", file=sys.stderr)
        return 1
    return 1 if options.check and undone else 0


if __name__ == "__main__":
    sys.exit(main())
