"""The questions of probes.js, asked of a page in the browser; and axe's."""

from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    # Off unless asked for by name.
    "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": True}},
}
SAY = """options => axe.run(options).then(found => found.violations.flatMap(
    violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))"""


def ask(page: Page, *questions: str) -> list[str]:
    """Ask questions of probes.js, in turn; return what is wrong, in sentences."""
    page.evaluate(f"() => {{ if (!window.probes) {{ {PROBES} }} }}")
    wrong: list[str] = page.evaluate(
        "async names => { const all = []; for (const name of names) all.push(await probes[name]()); return all; }",
        list(questions),
    )
    return [sentence for answer in wrong for sentence in answer or []]


def axe(page: Page) -> list[str]:
    """Return axe's violations of WCAG 2.0 to 2.2 A and AA and of best practice."""
    # Evaluated from outside, so the page's policy stays in force.
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE} }} }}")
    wrong: list[str] = page.evaluate(SAY, OPTIONS)
    return wrong
