"""The guest list as a file: XLSX, and CSV as a Danish Excel opens it. What was typed stays text, never a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from core.danish.dates import local
from core.spreadsheets import harmless
from core.text import printable
from news.models import SignUp

WIDTHS = (32, 32, 8, 36, 14, 18, 18)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def as_xlsx(guests: Iterable[SignUp]) -> bytes:
    """Return the guests as a workbook (ECMA-376) with one sheet; every text is a cell of type string."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Guest list")
    for row, values in enumerate([headings(), *map(_cells, guests)], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
                # Else a formula is made of it as soon as somebody steps into the cell and out again.
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            elif isinstance(value, dt.datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_csv(guests: Iterable[SignUp]) -> bytes:
    """Return the guests as RFC 4180 has it, with semicolons and a byte order mark; an apostrophe before formulas."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(headings())
    for guest in guests:
        writer.writerow(_csv_cell(value) for value in _cells(guest))
    return file.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    return f"{value:%d-%m-%Y %H:%M}" if isinstance(value, dt.datetime) else harmless(str(value))
