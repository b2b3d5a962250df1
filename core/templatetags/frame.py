"""The parts of the frame that are the same on every page: written once in each state of the site."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from mirror.memory import same_for_all

register = template.Library()


@register.simple_tag
def footer(name: str, site: Any) -> SafeString:
    """Return the footer. site is the frame of the page (core.context), or "" on an error page without a database."""

    def written() -> SafeString:
        return get_template("components/footer.html").render({"name": name, "site": site})

    if not site:
        return written()
    # Without a number of its own the site has the contact's, who may be another on the next page, and away tomorrow.
    number = site.settings.phone or (site.contact and site.contact.phone)
    return same_for_all(site.request, ("footer", str(number)), written)
