"""What the site is made of: pinned by hash, under known licences, and Django and Wagtail at their newest patch."""

import re
import zipfile
from pathlib import Path

import pytest

from tools import audit, licences, newest
from tools.lock import DEV, ROOT, RUNTIME


def publish(folder: Path, name: str, version: str) -> None:
    """Put a package with nothing in it where pip looks."""
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages in place of the index that pip asks; and a lock."""
    for name, versions in {"django": ("5.2.1", "5.2.10", "6.0"), "wagtail": ("8.0.1", "8.1")}.items():
        for version in versions:
            publish(tmp_path, name, version)
    (tmp_path / "lock.txt").write_text("django==5.2.1 \\\n    --hash=x\nwagtail==8.0.1 \\\n    --hash=x\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return tmp_path


def test_a_newer_patch_of_the_same_series_is_told(index: Path) -> None:
    assert newest.behind(index / "lock.txt") == [
        "django 5.2.1 is locked, 5.2.10 is out: make lock ARGS='--upgrade-package django'"
    ]


def test_an_index_that_does_not_answer_is_one_sentence(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in index.glob("django-*"):
        file.unlink()
    assert audit.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("make: no audit: the package index could not be asked for newer patches (")
    assert said.count("\n") == 1


def test_the_page_of_licences_is_in_step_and_names_each() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "run: python -m tools.licences"
    found = licences.licences()
    assert {"django", "wagtail", "psycopg"} <= set(found)
    # What would ask for the site's own code under its terms, or is under none.
    assert {name: one for name, one in found.items() if not one or re.search(r"AGPL|\bGPL", one)} == {}


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_every_package_is_pinned_by_hash(lock: Path) -> None:
    for entry in re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]:
        assert "==" in entry and "--hash=sha256:" in entry, entry
