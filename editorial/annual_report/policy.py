"""Who may do what with documents: as Wagtail has it, but another’s upload is worked with by nobody but its owner."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.models import SiteDocument
from editorial.annual_report.keeping import visible_to


class DocumentPolicy(CollectionOwnershipPermissionPolicy):
    """Permissions by collection and owner; a file on its way into the annual report is its owner's alone."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: SiteDocument) -> bool:
        """Whether the user may do any of the actions with the document."""
        allowed: bool = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and visible_to(user, SiteDocument.objects.filter(pk=instance.pk)).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the documents with which the user may do any of the actions."""
        return visible_to(user, super().instances_user_has_any_permission_for(user, actions))


def register() -> None:
    """Put the policy in the place of Wagtail's."""
    policy = DocumentPolicy(SiteDocument, auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user")
    # By the exact class it wins, whichever of the two is registered first.
    register_permission_policy(SiteDocument, policy, exact_class=True)
