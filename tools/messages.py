"""The Danish catalogue: `extract` its strings, `compile` it for Django, `check` that nothing is missing."""

import argparse
import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as extract_calls
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "da"
# Folders at the root that hold nothing visitors or staff read; folders with a dot in front count as well.
SKIPPED = {"var", "tests", "tools", "build", "dist", "node_modules", "locale", "docs", "requirements"}
# Which argument of each function is what; None: the first alone. (1, "c") is a context, in Babel's words.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A call in Django's rendering of a template: a name, then one to three Python strings.
STRING = r"""u?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING}){{0,2}})")

Key = tuple[str | tuple[str, ...], str | None]


class CatalogueBroken(Exception):
    """A .po file that cannot be read; the message names it and the reason."""


def catalogue_path(root: Path) -> Path:
    """Return where the Danish catalogue of the project at `root` lies."""
    return root / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def source_files(root: Path) -> Iterator[Path]:
    """Yield the files of the project at `root` that may hold strings, in a stable order."""
    for folder, folders, files in os.walk(root):
        top = Path(folder) == root
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in ("__pycache__", "migrations") and not (top and name in SKIPPED)
        )
        for name in sorted(files):
            if name.endswith((".py", ".html", ".txt", ".xml")):
                yield Path(folder) / name


def python_messages(source: bytes) -> Iterator[tuple[Key, list[str]]]:
    """Take a Python file's content; yield each message's key and its comments for translators."""
    options = {"encoding": "utf-8"}
    for _, found, comments, context in extract_calls(
        "python", io.BytesIO(source), KEYWORDS, ["Translators:"], options, strip_comment_tags=True
    ):
        yield (found, context), list(comments)


def template_messages(source: str, name: str) -> Iterator[tuple[Key, list[str]]]:
    """Take a template's source and name; yield each message's key, out of Django's rendering as calls."""
    from django.utils.translation.template import templatize

    for function, arguments in CALL.findall(templatize(source, origin=name)):
        values = [ast.literal_eval(literal) for literal in re.findall(STRING, arguments)]
        context = values.pop(0) if "p" in function else None
        yield (tuple(values[:2]) if len(values) > 1 else values[0], context), []


def collect(root: Path) -> Catalog:
    """Return a catalogue without translations of every string in the project at `root`."""
    catalogue = Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    for path in source_files(root):
        place = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            found = list(python_messages(path.read_bytes()))
        elif "templates" in path.relative_to(root).parts:
            found = list(template_messages(path.read_text(encoding="utf-8"), place))
        else:
            continue
        for (key, context), comments in found:
            if key:
                catalogue.add(key, context=context, locations=[(place, 0)], auto_comments=comments)
    return catalogue


def read(path: Path) -> Catalog:
    """Take a .po file; return its catalogue, an empty one without such a file. Raises CatalogueBroken."""
    if not path.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        try:
            return read_po(file, locale=path.parent.parent.name, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise CatalogueBroken(f"{path}: {error}") from None


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue so that a diff shows changed strings alone: sorted, no line numbers, no times."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    noise = (
        *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
        *("Last-Translator", "Language-Team", "Generated-By"),
    )
    lines = [
        line
        for line in buffer.getvalue().decode().splitlines()
        if not line.startswith(tuple(f'"{name}' for name in noise))
    ]
    # Babel opens with a licence notice that says nothing true about this project.
    lines = lines[lines.index('msgid ""') :]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def extract(root: Path) -> Catalog:
    """Bring the Danish catalogue at `root` up to the code, keeping what is translated; return it."""
    template = collect(root)
    catalogue = read(catalogue_path(root))
    catalogue.update(template, no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.obsolete.clear()
    write(catalogue, catalogue_path(root))
    return catalogue


def is_translated(message: Message) -> bool:
    """Say whether a message has all its Danish forms and nobody doubts them."""
    strings = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return not message.fuzzy and all(strings)


def identity(message: Message) -> tuple[str, str | None]:
    """Return what makes a message the same one: its (singular) text and its context."""
    text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return text, message.context


def problems(root: Path) -> list[str]:
    """Return what is wrong with the Danish catalogue of the project at `root`, a line each."""
    found = {identity(message): message for message in collect(root) if message.id}
    held = {identity(message): message for message in read(catalogue_path(root)) if message.id}
    lines = []
    for key, message in found.items():
        place = message.locations[0][0]
        if key not in held:
            lines.append(f"not in the catalogue: {key[0]!r} ({place})")
        elif not is_translated(held[key]):
            lines.append(f"not translated: {key[0]!r} ({place})")
        elif bool(message.pluralizable) != bool(held[key].pluralizable):
            lines.append(f"plural in one of code and catalogue only: {key[0]!r} ({place})")
    for key, message in held.items():
        if key not in found:
            lines.append(f"no longer in the code: {key[0]!r}")
        lines += [f"{error}: {key[0]!r}" for error in message.check()]
    return sorted(lines)


def compile_catalogues(root: Path = ROOT) -> int:
    """Compile each .po under locale*/ whose .mo is missing or older; return how many. Raises CatalogueBroken."""
    done = 0
    for source in sorted(root.glob("locale*/**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        partial = target.with_suffix(".mo.partial")
        with partial.open("wb") as file:
            write_mo(file, read(source))
        partial.replace(target)
        done += 1
    return done


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands, by default that of the command line; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's root")
    options = parser.parse_args(arguments)
    try:
        if options.command == "extract":
            missing = sum(1 for message in extract(options.root) if message.id and not is_translated(message))
            print(f"{catalogue_path(options.root).relative_to(options.root)}: {missing} to translate")
        elif options.command == "compile":
            compile_catalogues(options.root)
        else:
            lines = problems(options.root)
            if lines:
                print("\n".join(lines))
                print(f"{len(lines)} in the Danish catalogue to mend; `make messages` adds and removes strings")
                return 1
    except (CatalogueBroken, SyntaxError) as error:
        print(f"messages: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
