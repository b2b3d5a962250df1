"""Tables as files for a spreadsheet, CSV and XLSX; what somebody else has written stays text, never a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# Media types (RFC 4180; ECMA-376).
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet takes a cell that begins with one of these as something to reckon out (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A cell of a workbook takes 32,767 signs (ECMA-376).
LONGEST = 32_000


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text: an apostrophe before what it would reckon out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def as_csv(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return a table as RFC 4180 has it, as a Danish Excel opens it: with semicolons and a byte order mark."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    for row in rows:
        writer.writerow(_csv_cell(value) for value in row)
    return file.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    return f"{value:%d-%m-%Y}" if isinstance(value, dt.date) else harmless(str(value))


def as_xlsx(title: str, rows: Iterable[Iterable[Any]], widths: Sequence[int]) -> bytes:
    """Return a table, whose first row names the columns, as a workbook (ECMA-376) with one sheet of that title.

    Texts are cells of type string; `widths` are those of the columns, in signs. Moments come without a time zone.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value[:LONGEST] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
                # Else a formula is made of it as soon as somebody steps into the cell and out again.
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            elif isinstance(value, dt.datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
            elif isinstance(value, dt.date):
                cell.number_format = "dd-mm-yyyy"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
