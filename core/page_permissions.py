"""Who may do what with the pages the site is built around, beyond what Wagtail's permissions say."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester


def page_types_with(mark: str) -> list[type[Page]]:
    """Return the page types whose class attribute of this name is true."""
    return [model for model in apps.get_models() if issubclass(model, Page) and getattr(model, mark, False)]


def pages_with(mark: str, page: Page) -> Iterator[Page]:
    """Yield the page, then those below it, whose type has a class attribute of this name that is true."""
    if getattr(page.specific_class, mark, False):
        yield page
    if not page.is_leaf():
        yield from page.get_descendants().type(*page_types_with(mark))


class SitePagePermissionTester(PagePermissionTester):
    """What a user may do with a page of the site."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Nobody but an administrator deletes a fixture together with the page above it."""
        if self._is_held() or not super().can_delete(ignore_bulk):
            return False
        return self.user.is_superuser or not any(pages_with("is_fixture", self.page))

    def can_move(self) -> bool:
        """A page that holds a fixture can be moved: nothing is lost by it."""
        return not self._is_held() and super().can_delete(ignore_bulk=True)

    def _is_held(self) -> bool:
        """Whether the page is online and not the user's to take offline: known without looking at what lies below."""
        return self.page.live and not self.user.is_superuser and "publish" not in self.permissions

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """What there is to be one of can't be copied, nor can what holds it."""
        return super().can_copy_to(destination, recursive) and not any(pages_with("is_single", self.page))


class RightsFromAbove(PagePermissionTester):
    """A user's rights without those that are given on the page itself."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if hasattr(self, "permissions"):
            granted = self.permission_policy.get_cached_permissions_for_user(user)
            self.permissions = {
                one.permission.codename.rsplit("_", maxsplit=1)[0]
                for one in granted
                if one.page_id != page.pk and page.path.startswith(one.page.path)
            }


class FixturePermissionTester(SitePagePermissionTester):
    """A fixture: rights given on it are rights to what stands below, and only administrators take it off the site."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.own = RightsFromAbove(user, page)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Administrators only."""
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Administrators only."""
        return self.user.is_superuser and super().can_unpublish()

    def can_move(self) -> bool:
        """With rights from above; the front page by administrators only."""
        if getattr(self.page.specific_class, "is_front_page", False) and not self.user.is_superuser:
            return False
        return self.own.can_delete(ignore_bulk=True)

    def can_publish(self) -> bool:
        """With rights from above; privacy and scheduling follow this one."""
        return self.own.can_publish()

    def can_lock(self) -> bool:
        """With rights from above."""
        return self.own.can_lock()

    def can_unlock(self) -> bool:
        """With rights from above."""
        return self.own.can_unlock()
