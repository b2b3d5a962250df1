"""PdfRefused: a file that is not taken, with a sentence for whoever chose it."""

from django.utils.translation import gettext as _

from publications.pdf.values import Limits, Refusal


class PdfRefused(Exception):
    """A file that is not taken.

    `code` says why, `page` where if that is known; `message` is the sentence for staff, in their language; `detail`
    is for the operator's log and holds nothing of the file's name.
    """

    def __init__(self, code: Refusal, page: int | None = None, detail: str = "", limits: Limits | None = None) -> None:
        super().__init__(f"{code}" + (f", page {page}" if page else "") + (f": {detail}" if detail else ""))
        self.code = code
        self.page = page
        self.detail = detail
        self.limits = limits or Limits()

    @property
    def message(self) -> str:
        """The reason and what to do about it, in one or two sentences."""
        return sentence(self.code, self.page, self.limits)


def sentence(code: Refusal, page: int | None, limits: Limits) -> str:
    """Take why a file is not taken, the page if one is known and the limits that held; return it as a sentence."""
    if page is not None and code == Refusal.DAMAGED:
        text = _("Page %(page)d of the file cannot be read. Save it as PDF again, and try once more.")
        return text % {"page": page}
    if page is not None and code == Refusal.TOO_DEMANDING:
        text = _(
            "Page %(page)d takes too long or too much memory to read. "
            "Make its pictures smaller or its drawings simpler, and save as PDF again."
        )
        return text % {"page": page}
    texts = {
        Refusal.EMPTY: _("The file is empty. Save it as PDF again, and try once more."),
        Refusal.TOO_LARGE: _(
            "The file is too large: at most %(megabytes)d MB can be read. Save it as PDF with smaller pictures."
        ),
        Refusal.NOT_PDF: _("The file is not a PDF, whatever its name says. Save it as PDF, and choose that file."),
        Refusal.DAMAGED: _("The file is damaged or not complete. Save or download it again, and try once more."),
        Refusal.PASSWORD: _("The file needs a password to be opened. Save it as PDF without a password."),
        Refusal.NO_PAGES: _("The file has no pages. Save it as PDF again, and try once more."),
        Refusal.TOO_MANY_PAGES: _("The file has more than %(pages)d pages. Divide it into several files."),
        Refusal.TOO_DEMANDING: _(
            "The file takes too long or too much memory to read. Save it as PDF with smaller pictures."
        ),
        Refusal.READER_FAILED: _("The file could not be read. It may be damaged: save it as PDF again."),
    }
    return texts[code] % {"megabytes": limits.size // 1_000_000, "pages": limits.pages}
