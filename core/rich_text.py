"""Links in running text: to pages that visitors may see, looked up in one query."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class SitePageLinkHandler(PageLinkHandler):
    """Wagtail's handler without a query for each type of page, and without links to pages that aren't live."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        """Return the linked pages in order, None for one that is gone."""
        wanted = [str(attrs.get("id", "")) for attrs in attrs_list]
        pages = Page.objects.in_bulk([number for number in wanted if number.isdigit()])
        return [pages.get(int(number)) if number.isdigit() else None for number in wanted]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link; its words stay when there is nothing to lead to."""
        return [
            f'<a href="{escape(page.url)}">' if page and page.live and page.url else "<a>"
            for page in cls.get_many(attrs_list)
        ]
