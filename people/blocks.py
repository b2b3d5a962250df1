"""The block that shows whom to call."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class ContactBlock(blocks.StructBlock):
    """A member of the staff with a number to call."""

    person = SnippetChooserBlock("people.Person", label=_("Staff member"))
    text = blocks.CharBlock(label=_("What can they help with?"), required=False, max_length=200)

    class Meta:
        label = _("Contact")
        icon = "user"
        template = "people/blocks/contact.html"
        preview_value = {"person": None, "text": _("Call with questions about this.")}
        description = _("A person with name, title and direct number.")
