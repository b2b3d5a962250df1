"""The document model: a PDF that never changes once it is stored, under a name any system can bear."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from core import limits
from core.danish.slugs import danish_slug

SUFFIX = ".pdf"
# Signs that show nothing: controls, halves of signs, and marks that turn the direction of what follows.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def one_line(text: str) -> str:
    """Return a text as it can be shown in a list: composed, on one line, without signs that can't be seen."""
    seen = (
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in _UNSEEN or unicodedata.category(sign) in {"Cc", "Zl", "Zp"}
    )
    return " ".join("".join(seen).split())


def _stem(name: str) -> str:
    """The last part of a file's name without ".pdf"; "" when nothing but dots is left."""
    last = one_line(re.split(r"[/\\]", name)[-1])
    return re.sub(r"(\.pdf)+\Z", "", last, flags=re.IGNORECASE).strip(" .")


def stored_name(name: str) -> str:
    """Return the name a file is stored under: a–z, 0–9 and hyphens, short, ending in ".pdf".

    >>> stored_name("../Årsskrift 2016 (endelig).PDF")
    'aarsskrift-2016-endelig.pdf'
    """
    return f"{danish_slug(_stem(name).replace('_', ' ')) or 'dokument'}{SUFFIX}"


def title_from_name(name: str) -> str:
    """Return a title made of a file's name; never empty."""
    return " ".join(_stem(name).replace("_", " ").split()) or gettext("Document")


def check_upload(file: Any) -> None:
    """Take a new file; raise ValidationError with one sentence when it can't be a PDF of a size that is read.

    The header of a PDF lies in its first 1,024 bytes (ISO 32000-1, 7.5.2 and its note).
    """
    if not file.size:
        raise ValidationError(_("The file is empty. Save it as PDF again, and try once more."))
    if file.size > limits.DOCUMENT_BYTES:
        raise ValidationError(too_large())
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    if b"%PDF-" not in start:
        raise ValidationError(_("This isn't a PDF. Save it as PDF in the program it was made in."))


def too_large() -> str:
    """Return the sentence for a file that is too large."""
    return gettext(
        "The file is too large: at most %(megabytes)d MB can be read. Save it as PDF with smaller pictures."
    ) % {"megabytes": limits.DOCUMENT_BYTES // 1_000_000}


class SiteDocument(AbstractDocument):
    """A file to fetch: a PDF. Its title may change, its file never does; a new file is a new document."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Refuse another file than the stored one, and a new file that is empty, too large or no PDF."""
        if self._has_another_file():
            raise ValidationError({"file": _("The file of a document never changes. Add it as a new document.")})
        if not self.file:
            return
        self._name_file()
        super().clean()
        if not self.file._committed:
            try:
                check_upload(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store under a safe name. Raises ValidationError when the document would get another file."""
        changed = kwargs.get("update_fields")
        if (changed is None or "file" in changed) and self._has_another_file():
            raise ValidationError({"file": _("The file of a document never changes. Add it as a new document.")})
        self._name_file()
        super().save(*args, **kwargs)

    def _has_another_file(self) -> bool:
        if self._state.adding:
            return False
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("file", flat=True).first()
        file: FieldFile = self.file
        return bool(stored) and (not file._committed or file.name != stored)

    def _name_file(self) -> None:
        if self.file and not self.file._committed:
            self.file.name = stored_name(self.file.name)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
