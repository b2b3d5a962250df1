"""How a task of the handbook is put together; {…} in a text is a word as it stands in the admin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Task:
    """One thing to do: the picture beside it lies in static/admin/help/ under its slug."""

    slug: str
    title: str
    # In one sentence, for the list.
    about: str
    steps: tuple[str, ...]
    # What the picture shows, for those who can't see it.
    picture: str
    # What is good to know beside it: a question and its answer.
    notes: tuple[tuple[str, str], ...] = ()
    # The steps as they stand on the two pages; else those above.
    short: tuple[str, ...] = ()

    @property
    def picture_path(self) -> str:
        """Return where the picture lies among the static files."""
        return f"admin/help/{self.slug}.webp"

    @property
    def brief(self) -> tuple[str, ...]:
        """Return the steps for the two pages."""
        return self.short or self.steps

    def sentences(self) -> Iterator[str]:
        """Yield every text of the task as it is read."""
        yield self.title
        yield self.about
        yield from self.steps
        yield from self.short
        for question, answer in self.notes:
            yield question
            yield answer

    def words(self) -> set[str]:
        """Return the words of the admin that the task names."""
        return {word for text in self.sentences() for word in WORD.findall(text)}


def shown(text: str) -> SafeString:
    """Return a text with the admin's words set apart."""
    parts = WORD.split(text)
    return mark_safe(  # noqa: S308  each part is escaped
        "".join(
            format_html('<b class="handbook-word">{}</b>', part) if at % 2 else conditional_escape(part)
            for at, part in enumerate(parts)
        )
    )


def plain(text: str) -> str:
    """Return a text without the marks."""
    return WORD.sub(r"\1", text)
