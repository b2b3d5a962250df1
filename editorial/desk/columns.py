"""The columns of the flat lists: what a page is to visitors, and where they see it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.models import Page

from core.danish.dates import near_moment


class TitleColumn(PageTitleColumn):
    """The title, which leads to the editor, with what else can be done."""

    cell_template_name = "editorial/desk/title_cell.html"


class StateColumn(Column):
    """What visitors see of a page, in a few words."""

    cell_template_name = "editorial/desk/state_cell.html"

    def get_value(self, instance: Page) -> str:
        """Return the words."""
        return state_of(instance)

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """Add what makes it stand out."""
        return super().get_cell_context_data(instance, parent_context) | {"live": instance.live}


class PublicLinkColumn(Column):
    """Where visitors see a page; empty while they don't."""

    cell_template_name = "editorial/desk/link_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """Add the address."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"url": instance.get_url(parent_context.get("request")) if instance.live else ""}


class WordsColumn(Column):
    """What a function says of a row; on a phone, where there are no headings, with its label where that is needed."""

    cell_template_name = "editorial/desk/words_cell.html"

    def __init__(self, name: str, words: Callable[[Any], str], labelled: bool = False, **kwargs: Any) -> None:
        super().__init__(name, accessor=words, **kwargs)
        self.labelled = labelled


def state_of(page: Page) -> str:
    """Return what visitors see of a page, in a few words; lists load the schedule along."""
    going = getattr(page, "going_online", None)
    if going:
        return _("Goes online %(moment)s") % {"moment": near_moment(going)}
    if page.live:
        return _("Published, with a newer draft") if page.has_unpublished_changes else _("Published")
    return _("Taken offline by itself") if page.expired else _("Draft")
