"""The Chromium that browser tests and screenshots drive: the system's, or else one fetched."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # A browser that calls nobody: the tests see the site's own requests alone.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOW = "install Chromium (Debian: apt-get install chromium) or set CHROMIUM to the path of one, or of Chrome"


class ChromiumMissing(Exception):
    """There is no Chromium and no way to get one; the message says how to."""


def works(path: Path) -> bool:
    """Say whether the file at `path` is a browser that starts (a snap's stub, say, does not)."""
    try:
        shown = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0 and "Chrom" in shown.stdout


def find_chromium() -> Path:
    """Return the path of a Chromium that stands on this machine; raise ChromiumMissing when there is none.

    The variable CHROMIUM goes first, then PATH, then Playwright's own download.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not works(Path(chosen)):
            raise ChromiumMissing(f"CHROMIUM={chosen} is not a browser that starts")
        return Path(chosen)
    for candidate in candidates():
        if candidate.exists() and works(candidate):
            return candidate
    raise ChromiumMissing(f"no Chromium found; {HOW}")


def candidates() -> Iterator[Path]:
    """Yield where a Chromium may lie, Playwright's own last (asking for that one starts a process)."""
    for place in (shutil.which(name) for name in NAMES):
        if place:
            yield Path(place)
    yield MAC
    # In a process of its own: Playwright does not start twice in one, and the caller may use it already.
    ask = "import playwright.sync_api as p; print(p.sync_playwright().start().chromium.executable_path)"
    asked = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    if asked.stdout.strip():
        yield Path(asked.stdout.strip())


def ensure_chromium() -> Path:
    """Return the path of a Chromium, installing one where that is possible; raise ChromiumMissing else.

    Root on Debian takes Debian's package, which brings its libraries; anybody else Playwright's download.
    """
    try:
        return find_chromium()
    except ChromiumMissing:
        if os.environ.get("CHROMIUM"):
            raise
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if is_debian() and os.geteuid() == 0 and shutil.which("apt-get"):
        attempts.insert(0, ["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
        run(["apt-get", "update"])
    said = []
    for attempt in attempts:
        print(f"  no Chromium yet: {' '.join(attempt).replace(sys.executable, 'python')}", flush=True)
        said.append(run(attempt))
        try:
            return find_chromium()
        except ChromiumMissing:
            continue
    reasons = "; ".join(dict.fromkeys(text for text in said if text))
    raise ChromiumMissing(f"no Chromium, and it could not be fetched ({reasons or 'no reason given'}); {HOW}")


def is_debian() -> bool:
    """Say whether this is Debian itself; Ubuntu's package of that name holds no browser."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def run(command: list[str]) -> str:
    """Run a command for at most five minutes; return the line that says why it failed, or nothing."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, env=environ)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith("E:") or "rror" in line] or lines[-1:]
    return telling[0][:200] if done.returncode and telling else ""


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Yield a started Chromium for Playwright's synchronous interface; raises ChromiumMissing."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def main() -> int:
    """Print the path of a Chromium, installed if need be; return the exit code."""
    try:
        print(ensure_chromium())
    except ChromiumMissing as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
