"""The kinds of things that can be found, and what they are called in addresses and on the page."""

from enum import IntEnum

from django.utils.translation import gettext_lazy as _


class Kind(IntEnum):
    """A page, a publication with its PDF, or a person on the staff page."""

    PAGE = 1
    PUBLICATION = 2
    PERSON = 3


LABELS = {Kind.PAGE: _("Pages"), Kind.PUBLICATION: _("Publications"), Kind.PERSON: _("People")}
SLUGS = {Kind.PAGE: "sider", Kind.PUBLICATION: "udgivelser", Kind.PERSON: "personer"}
BY_SLUG = {slug: kind for kind, slug in SLUGS.items()}
