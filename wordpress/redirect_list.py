"""Redirects from a spreadsheet: old address and new address in two columns, as Excel or anything else writes them."""

import csv
import io
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from wordpress.moving.targets import path_of

LARGEST = 1_000_000
MOST = 10_000
LONGEST = 255


class Unreadable(Exception):
    """The file is no such list; the message says why."""


@dataclass
class Taken:
    """What came of a list."""

    made: int = 0
    changed: int = 0
    # Number of the line, the old address, and why it was not taken.
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def rows_of(data: bytes) -> list[tuple[int, str, str]]:
    """Return the lines with two addresses, each with its number; a line of headings is left out. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(_("The file is too large for a list of addresses."))
    if b"\x00" in data:
        raise Unreadable(_("This is no CSV file. In Excel: “Save as → CSV UTF-8”."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As Excel in Danish writes it when nobody says otherwise.
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    found = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            cells = [cell.strip() for cell in cells]
            if any(cells):
                found.append((number, cells[0], cells[1] if len(cells) > 1 else ""))
            if len(found) > MOST:
                raise Unreadable(_("The list is too long: at most %(count)d lines.") % {"count": MOST})
    except csv.Error as error:
        raise Unreadable(_("This is no CSV file. In Excel: “Save as → CSV UTF-8”.")) from error
    if found and not _is_address(found[0][1]):
        found.pop(0)
    if not found:
        raise Unreadable(
            _("There are no addresses in the file: the old one in the first column, the new in the second.")
        )
    return found


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://", "?"))


@transaction.atomic
def take(rows: list[tuple[int, str, str]]) -> Taken:
    """Make the redirects of a list; lines that can't be are told of, and the others are made."""
    taken, ours = Taken(), (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")
    wanted = {_old(old): (number, old, new) for number, old, new in rows}
    for path, (number, old, new) in wanted.items():
        host = (urlsplit(new).hostname or "").removeprefix("www.")
        inside = not host or host == ours
        page = _page(path_of(new)) if inside and _is_address(new) else None
        fault = _fault(path, old, new, inside, page)
        if fault:
            taken.refused.append((number, old, fault))
            continue
        values = {"redirect_page": page, "redirect_link": "" if page else new, "redirect_page_route_path": ""}
        _redirect, made = Redirect.objects.update_or_create(
            old_path=path, site=None, defaults={**values, "is_permanent": True}
        )
        taken.made += made
        taken.changed += not made
    return taken


def _old(address: str) -> str:
    parts = urlsplit(address) if _is_address(address) else None
    if parts is None:
        return address
    return str(Redirect.normalise_path(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"))


def _page(path: str) -> Page | None:
    root = Page.objects.filter(depth=2).first()
    if root is None or path == "/":
        return root
    return Page.objects.filter(url_path=f"{root.url_path}{path.strip('/')}/", live=True).first()


def _fault(path: str, old: str, new: str, inside: bool, page: Page | None) -> str:
    """Return why a line can't be taken; "" when it can."""
    if not _is_address(old):
        return _("The old address does not begin with / or https://.")
    if not _is_address(new) or new.startswith("?"):
        return _("The new address does not begin with / or https://.")
    if path == "/" or _page(path):
        return _("A page of ours answers at the old address.")
    if len(path) > LONGEST or len(new) > LONGEST:
        return _("The address is too long.")
    if inside and page is None:
        return _("No published page of ours has the new address.")
    return ""
