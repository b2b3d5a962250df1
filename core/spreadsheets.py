"""Cells of a spreadsheet that hold what somebody else has written."""

# A spreadsheet takes a cell that begins with one of these as something to reckon out (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text: an apostrophe before what it would reckon out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
