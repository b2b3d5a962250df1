"""Who may see a document: everybody when a public page shows it, otherwise the staff who work with it."""

from typing import Any

from wagtail.permissions import policy_registry

from core.models import SiteDocument
from core.querysets import listed_pages
from publications.models import PublicationPage

# One of these in the document's collection is enough.
STAFF_ACTIONS = ["choose", "change"]


def is_shown(document: SiteDocument) -> bool:
    """Whether a live, public publication shows the document to everybody."""
    return listed_pages(PublicationPage.objects.filter(served_pdf=document)).exists()


def may_see(user: Any, document: SiteDocument) -> bool:
    """Whether the user may see the document."""
    policy = policy_registry.get_by_type(SiteDocument)
    return is_shown(document) or policy.user_has_any_permission_for_instance(user, STAFF_ACTIONS, document)
