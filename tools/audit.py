"""Look every locked requirement up among the known advisories, and whether Django and Wagtail are the newest patch.

What could not be looked up fails as well.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.lock import DEV, ROOT, RUNTIME, pins
from tools.newest import NotAsked, behind


class NotAudited(Exception):
    """Some or all packages were not looked up; the message says why."""


def audit(lock: Path) -> list[dict[str, Any]]:
    """Take a lock; return pip-audit's answer for each of its packages, those for other platforms too.

    Raises NotAudited unless every package was looked up.
    """
    wanted = pins(lock)
    # pip-audit takes a name once; two versions for two platforms are asked for in turn.
    answers = [answer for part in split(wanted) for answer in ask(part)]
    skipped = [answer["skip_reason"] for answer in answers if answer.get("skip_reason")]
    looked_up = {(answer["name"], answer["version"]) for answer in answers if not answer.get("skip_reason")}
    missing = [f"{name} {version}" for name, version in wanted if (name, version) not in looked_up]
    if missing:
        reason = skipped[0] if skipped else f"no answer on {missing[0]}"
        raise NotAudited(f"{len(missing)} of {len(wanted)} packages were not looked up ({reason})")
    return answers


def ask(part: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Take names and versions; return pip-audit's answers; raise NotAudited when it gives none."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(f"{name}=={version}\n" for name, version in part))
        file.flush()
        command = [sys.executable, "-m", "pip_audit", "--requirement", file.name, "--no-deps"]
        command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "20"]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    try:
        answers: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise NotAudited(lines[-1][:300] if lines else f"exit code {done.returncode}") from None
    return answers


def split(wanted: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Share names and versions out so that no part holds a name twice."""
    parts: list[dict[str, str]] = []
    for name, version in wanted:
        part = next((part for part in parts if name not in part), None)
        if part is None:
            parts.append(part := {})
        part[name] = version
    return [list(part.items()) for part in parts]


def main() -> int:
    """Audit the dev lock, which holds the runtime lock too; return 0 only when nothing in it is to be replaced."""
    try:
        late = behind()
    except NotAsked as error:
        print(f"make: no audit: the package index could not be asked for newer patches ({error})", file=sys.stderr)
        return 1
    for sentence in late:
        print(sentence)
    try:
        answers = audit(ROOT / DEV)
    except NotAudited as error:
        print(f"make: no audit: {error}", file=sys.stderr)
        return 1
    served = dict(pins(ROOT / RUNTIME))
    found = 0
    for answer in answers:
        for advisory in answer["vulns"]:
            found += 1
            where = "runtime" if answer["name"] in served else "tools"
            mended = ", ".join(advisory["fix_versions"]) or "no version yet"
            print(f"{answer['name']} {answer['version']} ({where}): {advisory['id']}, mended in {mended}")
    print(f"{len(answers)} packages looked up, {found} advisories")
    return 1 if found or late else 0


if __name__ == "__main__":
    sys.exit(main())
