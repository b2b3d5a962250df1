"""The block that shows whom to call."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from people.models import Person


class ContactBlock(blocks.StructBlock):
    """A member of the staff with a number to call."""

    person = SnippetChooserBlock("people.Person", label=_("Staff member"))
    text = blocks.CharBlock(label=_("What can they help with?"), required=False, max_length=200)

    class Meta:
        label = _("Contact")
        icon = "user"
        template = "people/blocks/contact.html"
        preview_value = {"text": _("Call with questions about this.")}
        description = _("A person with name, title and direct number.")

    def get_preview_value(self) -> Any:
        """Show the first of the staff."""
        return self.normalize({**self.meta.preview_value, "person": Person.objects.filter(active=True).first()})
