"""Links that lead nowhere: our own pages, files and anchors at once, other sites by what the worker found."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import SiteDocument
from editorial.checks import own_addresses
from editorial.checks.values import Draft, Finding, Link
from editorial.links.addresses import external, has_scheme, own_path
from editorial.links.models import ExternalLink


def broken_links(draft: Draft, page: Page) -> Iterator[Finding]:
    """Yield the links of a page that lead nowhere, in their order."""
    links = list(draft.links)
    pages = Page.objects.in_bulk({link.page for link in links if link.page})
    documents = set(
        SiteDocument.objects.filter(pk__in={link.document for link in links if link.document}).values_list(
            "pk", flat=True
        )
    )
    asked = {link: external(link.address) for link in links if link.address}
    known = {link.url: link for link in ExternalLink.objects.broken().filter(url__in=set(filter(None, asked.values())))}
    for link in links:
        if link.page:
            said = _page_fault(link, pages.get(link.page))
        elif link.document:
            said = "" if link.document in documents else _("The link “%(text)s” leads to a file that is deleted.")
        elif url := asked.get(link):
            said = _("The link “%(text)s” doesn't answer: %(trouble)s.") if url in known else ""
        else:
            said = _address_fault(link, page)
        if said:
            values = {"text": link.text, "address": link.address, "trouble": ""}
            if (found := asked.get(link)) and found in known:
                values["trouble"] = known[found].trouble
            yield Finding("site" if asked.get(link) else "link", said % values, _fix(link), where=link.where)


def _page_fault(link: Link, target: Page | None) -> str:
    if target is None:
        return _("The link “%(text)s” leads to a page that is deleted.")
    return "" if target.live else _("The link “%(text)s” leads to a page that isn't published.")


def _address_fault(link: Link, page: Page) -> str:
    address = link.address
    path = own_path(address)
    if path is None:
        if not address or has_scheme(address):
            return ""
        return _("The link “%(text)s” has the address “%(address)s”, which lacks https:// before it.")
    return {
        "missing": _("The link “%(text)s” leads to %(address)s, which isn't there."),
        "anchor": _("The link “%(text)s” leads to a place that isn't on the page: %(address)s."),
    }.get(own_addresses.fault_of(path, page), "")


def _fix(link: Link) -> str:
    if link.address and not has_scheme(link.address) and own_path(link.address) is None:
        return _("Write the address as it stands in the browser, with https:// before it.")
    return _("Choose the right address, or take the link away.")
