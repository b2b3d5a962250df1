"""Why a file isn't taken, each reason in one sentence."""

from enum import StrEnum

from django.utils.translation import gettext as _


class Reason(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    NOT_XML = "not_xml"
    BROKEN = "broken"
    TRUNCATED = "truncated"
    DECLARATIONS = "declarations"
    ENCODING = "encoding"
    NUL = "nul"
    NOT_WXR = "not_wxr"
    VERSION = "version"
    NOTHING = "nothing"
    TOO_MUCH = "too_much"
    ZIP_BROKEN = "zip_broken"
    ZIP_NAMES = "zip_names"
    ZIP_BOMB = "zip_bomb"
    ZIP_LOCKED = "zip_locked"
    NO_UPLOADS = "no_uploads"
    FILE_GONE = "file_gone"
    NO_NEWS = "no_news"
    NO_PLACE = "no_place"
    GAVE_UP = "gave_up"


class Refused(Exception):
    """The file isn't taken; nothing was changed."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def sentence(reason: str, detail: str = "") -> str:
    """Return a reason in words; the detail is a line, a name or a version."""
    words = {
        Reason.EMPTY: _("The file is empty. Export it from WordPress again."),
        Reason.NOT_XML: _("This isn't an export from WordPress: the file isn't XML. Choose “Tools → Export” there."),
        Reason.BROKEN: _("The file is broken at line %(detail)s. Export it from WordPress again."),
        Reason.TRUNCATED: _(
            "The file ends in the middle (line %(detail)s). Export it again, and let it load to the end."
        ),
        Reason.DECLARATIONS: _(
            "The file declares entities of its own, as an attack does. WordPress never writes that."
        ),
        Reason.ENCODING: _("The file's encoding can't be read (%(detail)s). WordPress writes UTF-8."),
        Reason.NUL: _("The file holds bytes that no text has (NUL). Export it from WordPress again."),
        Reason.NOT_WXR: _("The file is XML, but not an export from WordPress. Choose “Tools → Export” there."),
        Reason.VERSION: _("The export's version %(detail)s isn't known here; 1.0 to 1.2 are."),
        Reason.NOTHING: _("The export holds no posts, pages or files. Choose “All content” when exporting."),
        Reason.TOO_MUCH: _("One text in the export is too large to be one (line %(detail)s)."),
        Reason.ZIP_BROKEN: _("The ZIP file can't be opened. Pack the folder “uploads” again."),
        Reason.ZIP_NAMES: _("The ZIP file holds a name that leads out of its folder (%(detail)s). It isn't used."),
        Reason.ZIP_BOMB: _("The ZIP file would swell beyond measure when unpacked (%(detail)s). It isn't used."),
        Reason.ZIP_LOCKED: _("The ZIP file is locked with a password. Pack it without one."),
        Reason.NO_UPLOADS: _("There is no folder and no ZIP file of that name: %(detail)s"),
        Reason.FILE_GONE: _("The uploaded file is gone. Upload it again."),
        Reason.NO_NEWS: _("There is no page for news yet, so posts have no place to go."),
        Reason.NO_PLACE: _("The page that pages were to go below is gone. Choose another."),
        Reason.GAVE_UP: _("The import stopped three times at the same place. Undo it, and tell whoever runs the site."),
    }
    return words[Reason(reason)] % {"detail": detail}
