"""Every component with its states: what stands in templates/components stands here."""

from django.template.loader import render_to_string

from editorial.patterns.examples import Examples
from editorial.patterns.frame import FRAME
from editorial.patterns.matter import MATTER
from editorial.patterns.places import Pattern, Shown

PATTERNS: dict[str, Pattern] = {**FRAME, **MATTER}


def shown_states(name: str) -> list[Shown]:
    """Return a component's states as HTML, made by its own template. Raises KeyError for a name there isn't."""
    states = PATTERNS[name].states(Examples())
    return [Shown(label, render_to_string(f"components/{name}.html", values)) for label, values in states]
