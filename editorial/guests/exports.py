"""The guest list as a file: XLSX, and CSV as a Danish Excel opens it. What was typed stays text, never a formula."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import spreadsheets
from core.danish.dates import local
from core.text import printable
from news.models import SignUp

WIDTHS = (32, 32, 8, 36, 14, 18, 18)


def headings() -> list[str]:
    """Return the names of the columns."""
    return [_("Name"), _("Organisation"), _("Number"), _("E-mail"), _("State"), _("Signed up"), _("Changed")]


def _cells(guest: SignUp) -> list[Any]:
    texts = [printable(one) for one in (guest.name, guest.organisation, guest.email)]
    name, organisation, email = texts
    state = capfirst(guest.get_state_display())
    return [name, organisation, guest.party, email, state, _moment(guest.created_at), _moment(guest.changed_at)]


def _moment(moment: dt.datetime) -> dt.datetime:
    """A moment as clocks here showed it; spreadsheets know no time zones."""
    return local(moment).replace(tzinfo=None, second=0, microsecond=0)


def rows(guests: Iterable[SignUp]) -> list[list[Any]]:
    """Return the guest list as a table, the names of its columns first."""
    return [headings(), *map(_cells, guests)]


def as_xlsx(guests: Iterable[SignUp]) -> bytes:
    """Return the guests as a workbook."""
    return spreadsheets.as_xlsx(_("Guest list"), rows(guests), WIDTHS)


def as_csv(guests: Iterable[SignUp]) -> bytes:
    """Return the guests as CSV."""
    return spreadsheets.as_csv(rows(guests))
