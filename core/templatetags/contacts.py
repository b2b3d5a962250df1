"""Whom to reach today: a person may be away, and somebody else answers."""

from collections.abc import Iterable
from typing import Any

from django import template

from core.registry import main_contact
from core.site_settings import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def answering(context: template.Context, person: Any) -> Any:
    """Return whoever answers for a person today: the person, or somebody with ``instead_of``.

    A person has ``reached``, which decides; what the frame around the page knows already isn't asked for again.
    """
    reached = getattr(person, "reached", None)
    if reached is None:
        return person
    request = getattr(context, "request", None) or context.get("request")
    frame = getattr(request, "site_frame", None)
    if frame is None:
        return reached(leader=main_contact, facts=SiteSettings.load)
    return reached(leader=lambda: frame.contact, facts=lambda: frame.settings)


@register.simple_tag(takes_context=True)
def answering_each(context: template.Context, people: Iterable[Any]) -> list[Any]:
    """Return whoever answers for each of several people today, each once."""
    found = [answering(context, person) for person in people or []]
    return list({one.name: one for one in reversed(found)}.values())[::-1]
