"""docs/hosting.md says what is there."""

import re

from django.core.management import get_commands

from tools.site import ROOT

PAGE = (ROOT / "docs/hosting.md").read_text()


def test_the_commands_and_files_that_it_names_are_there() -> None:
    for name in re.findall(r"manage\.py (\w+)", PAGE):
        assert name in get_commands(), name
    for name in re.findall(r"`((?:hosting|docs|tools)/[\w./]+|CHANGELOG\.md|compose\.yaml|\.env\.example)`", PAGE):
        assert (ROOT / name).exists(), name
    services = set(re.findall(r"^  (\w+):$", (ROOT / "compose.yaml").read_text(), re.MULTILINE))
    for line in re.findall(
        r"docker compose (?:exec|logs|stop|run --rm(?: --no-deps)?) ([a-z ]+?)(?: python|$|`)", PAGE, re.M
    ):
        assert set(line.split()) <= services, line


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 120
    assert "docs/hosting.md" in (ROOT / "README.md").read_text()
