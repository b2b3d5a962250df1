"""What the report tells of a thing, in words."""

from typing import Any

from django.utils.translation import gettext as _

# What somebody should look at; the rest is for information.
NEEDS_A_LOOK = {
    *("missing_picture", "missing_file", "no_picture", "no_pdf", "picture_too_large", "kind_of_picture"),
    *("file_too_large", "shortcode", "dead_link", "left_media", "table", "too_long", "too_deep", "no_alt", "no_title"),
    *("long_title", "no_date", "slug_taken", "no_parent", "not_mission", "hard_text", "password", "planned", "failed"),
}


def said(note: dict[str, Any]) -> str:
    """Return a note as a sentence."""
    sentences = {
        "missing_picture": _("A picture is missing: %(detail)s."),
        "missing_file": _("The file did not come along: %(detail)s."),
        "no_picture": _("The file is broken or no picture."),
        "no_pdf": _("The file is empty, too large or no PDF."),
        "picture_too_large": _("The picture is too large."),
        "kind_of_picture": _("Only JPEG, PNG, GIF, WebP and AVIF pictures and PDFs are taken."),
        "file_too_large": _("The file is too large."),
        "shortcode": _("Taken out, because nothing here knows it: %(detail)s"),
        "dead_link": _("A link leads nowhere any more; its words are kept: %(detail)s"),
        "left_media": _("Something from another site, or a film or sound of its own, is left out: %(detail)s"),
        "table": _("A table has become a list (“%(detail)s …”)."),
        "too_long": _("The text is too long to be one (%(detail)s signs), and is left out."),
        "too_deep": _("The text was tangled; only its words are kept."),
        "no_alt": _("The picture has no description."),
        "no_title": _("It had no headline."),
        "long_title": _("The headline was too long and is cut: %(detail)s"),
        "no_date": _("Its date can't be read (%(detail)s); it has today's."),
        "slug_taken": _("Its address was taken; the last part is now “%(detail)s”."),
        "no_parent": _("The page above it did not come along, or takes none below it."),
        "not_mission": _("It became a text page: for a mission page there must be a section and a topic of its name."),
        "hard_text": _("The text is hard to read (LIX %(detail)s)."),
        "password": _("It was behind a password; now only those who sign in see it."),
        "planned": _("It was planned for %(detail)s, and is a draft."),
        "failed": _("Something went wrong with it; whoever runs the site finds the reason in the log."),
        "unknown_kind": _("This kind (“%(detail)s”) has no place here."),
        "not_chosen": _("It was not chosen."),
        "deleted_here": _("The staff have deleted it here; it stays away."),
        "given_back": _("It has its version from before the import again."),
    }
    return sentences.get(note["code"], note["code"]) % {"detail": note["detail"]}
