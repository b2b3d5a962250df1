"""Under which licences the packages of the running site come: `python -m tools.licences` writes docs/licences.md."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from tools.lock import ROOT, RUNTIME, pins

PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

The site is BSD-3-Clause (`LICENSE`), its fonts are under the SIL Open Font License. These are the packages that run it
on Linux, each as its own metadata says; `python -m tools.licences` writes this page, and a test compares.

| Package | Licence |
|---|---|
"""
# What older metadata says in many words.
NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
PREFIX = "License :: OSI Approved :: "


def licence_of(name: str) -> str:
    """Return an installed package's licence; "" when it names none. Raises PackageNotFoundError."""
    about: Any = distribution(name).metadata
    if expression := about.get("License-Expression"):
        return expression.strip()
    classes = [one.removeprefix(PREFIX) for one in about.get_all("Classifier") or () if one.startswith(PREFIX)]
    if classes:
        return " OR ".join(NAMES.get(one, one) for one in classes)
    words = (about.get("License") or first_line_of_file(name)).strip().splitlines() or [""]
    return NAMES.get(words[0], words[0])[:60].replace("|", "/")


def first_line_of_file(name: str) -> str:
    """Return the first line of the licence that a package brings as a file; "" when it brings none."""
    for file in distribution(name).files or ():
        if file.name.startswith("LICENSE"):
            return file.read_text(encoding="utf-8").strip().partition("\n")[0]
    return ""


def licences() -> dict[str, str]:
    """Return the licence of each package of the runtime lock that this platform installs."""
    found = {}
    for name in sorted({re.sub(r"[-_.]+", "-", name).lower() for name, _version in pins(ROOT / RUNTIME)}):
        try:
            found[name] = licence_of(name)
        except PackageNotFoundError:
            continue
    return found


def page() -> str:
    """Return the page."""
    return HEAD + "".join(f"| {name} | {licence} |\n" for name, licence in licences().items())


def main() -> int:
    """Write the page; return the exit code."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
