"""What a lower room must know of a higher one: the higher room fills it in when it starts."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse


class Contact(Protocol):
    """Whoever answers for the whole secretariat; people.Person is one."""

    name: str
    title: str
    phone: Any
    email: str


_main_contact: Callable[..., Contact | None] | None = None


def provide_main_contact(provider: Callable[..., Contact | None]) -> None:
    """Register the function that finds the person to call when no other is named; it takes what main_contact does."""
    global _main_contact
    _main_contact = provider


def main_contact(
    page: Any = None, facts: Callable[[], Any] | None = None, request: HttpRequest | None = None
) -> Contact | None:
    """Return the person to call when no other is named, or whoever stands in today; None while there is none.

    The page being shown may have that person at hand already, its frame the settings (``facts``), and the process what
    all requests ask for.
    """
    return _main_contact(page, facts, request) if _main_contact else None


_topics: Callable[[], Sequence[Any]] | None = None


def provide_topics(provider: Callable[[], Sequence[Any]]) -> None:
    """Register the function that finds the topics with the page and the contact of each."""
    global _topics
    _topics = provider


def topics_with_contacts() -> Sequence[Any]:
    """Return the topics, each with ``mission_url`` and ``contact``; for pages that help a visitor on."""
    return _topics() if _topics else []


_staff_permissions: list[str] = []


def allow_staff(*permissions: str) -> None:
    """Register permissions ("app.codename") that every member of the staff has."""
    _staff_permissions.extend(permissions)


def staff_permissions() -> list[str]:
    """Return the registered permissions."""
    return list(_staff_permissions)


_leader_permissions: list[str] = []


def allow_leaders(*permissions: str) -> None:
    """Register permissions ("app.codename") that the leaders have."""
    _leader_permissions.extend(permissions)


def leader_permissions() -> list[str]:
    """Return the registered permissions."""
    return list(_leader_permissions)


_search = ""


def provide_search(name: str) -> None:
    """Register the name of the route where visitors search."""
    global _search
    _search = name


def search_url() -> str:
    """Return the address where visitors search; "" while there is none."""
    return reverse(_search) if _search else ""


_edit_bar: Callable[[Any, Any], Any] | None = None


def provide_edit_bar(provider: Callable[[Any, Any], Any]) -> None:
    """Register the function that says what stands above a page for staff; it takes what edit_bar does."""
    global _edit_bar
    _edit_bar = provider


def edit_bar(request: Any, page: Any) -> Any:
    """Return what stands above a page (None is no page of the tree) for whoever asks; None for visitors."""
    return _edit_bar(request, page) if _edit_bar else None
