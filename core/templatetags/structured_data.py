"""JSON-LD for search engines (schema.org); data, not script, so the Content-Security-Policy lets it be."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.addresses import absolute
from core.context import SiteFrame

register = template.Library()

# What could end the element or start another (HTML Standard, 4.12.1.3).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString | str:
    """Return the page's own objects and the secretariat's as one JSON-LD element; "" where there is no page."""
    page: Any = context.get("page")
    frame: SiteFrame | None = context.get("site")
    if not hasattr(page, "structured_data") or frame is None:
        return ""
    objects = [organization(frame), *page.structured_data()]
    if len(frame.crumbs) > 1:
        objects.append(breadcrumbs(frame))
    text = json.dumps({"@context": "https://schema.org", "@graph": objects}, ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_ESCAPES)))  # noqa: S308


def organization(frame: SiteFrame) -> dict[str, Any]:
    """Return the secretariat as schema.org/Organization."""
    facts = frame.settings
    phone: Any = facts.phone or (frame.contact.phone if frame.contact else "")
    data = {
        "@type": "Organization",
        "@id": f"{frame.base_url}/#organisation",
        "name": facts.name,
        "url": f"{frame.base_url}/",
        "foundingDate": "2007",
        "areaServed": "Aarhus",
        "telephone": phone.as_e164 if phone else "",
        "email": facts.email,
        "address": facts.address.replace("\n", ", ").replace("\r", ""),
        "taxID": facts.cvr,
        "sameAs": facts.social_urls,
    }
    return {key: value for key, value in data.items() if value}


def breadcrumbs(frame: SiteFrame) -> dict[str, Any]:
    """Return the way to the page as schema.org/BreadcrumbList."""
    items = [
        {"@type": "ListItem", "position": position, "name": crumb.title, "item": absolute(crumb.url)}
        for position, crumb in enumerate(frame.crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
