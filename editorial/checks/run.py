"""All checks of a page together."""

from dataclasses import dataclass

from core.danish.lix import words
from core.pages import SitePage
from editorial.checks import text_rules
from editorial.checks.link_rules import broken_links
from editorial.checks.reading import draft_of, house
from editorial.checks.values import Draft, Finding, House

# What an adult reads silently, rounded down.
WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Report:
    """What came out: the page as it was read, its LIX (None for a short text), and what there is to look at."""

    draft: Draft
    lix: float | None
    findings: tuple[Finding, ...]

    @property
    def words(self) -> int:
        """How many words the page has."""
        return len(words("\n".join(passage.text for passage in self.draft.passages)))

    @property
    def minutes(self) -> int:
        """How many minutes most people take to read it."""
        return max(1, round(self.words / WORDS_A_MINUTE))


def check(page: SitePage, known: House | None = None) -> Report:
    """Check a page as it is at hand, saved or not; ``known`` spares the queries of reading.house for many pages."""
    draft = draft_of(page)
    known = known or house()
    found = [*broken_links(draft, page)]
    for rule in text_rules.RULES:
        found += rule(draft, known)
    return Report(draft, text_rules.score_of(draft), tuple(found))
