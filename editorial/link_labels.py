"""Names of the fields in which a link is written: Wagtail has none, so Django makes them of the code's names."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

FORMS = (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm)
LABELS = {
    "link_text": _("Text of the link"),
    "email_address": _("E-mail"),
    "subject": _("Subject"),
    "body": _("Text"),
    "phone_number": _("Phone number"),
}


def name_fields() -> None:
    """Give them names that can be translated."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            if name in LABELS and not field.label:
                field.label = LABELS[name]
