"""Who needs a second factor, and whether this session has shown one."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry

# What lets somebody change what all see, or who may.
POWERFUL = ("auth.add_user", "auth.change_user", "auth.delete_user", "core.change_sitesettings")


def can_publish(user: Any) -> bool:
    """Whether the user can put anything online, or change who can."""
    if user.is_superuser:
        return True
    pages = policy_registry.get_by_type(Page)
    return bool(pages.user_has_permission(user, "publish")) or any(map(user.has_perm, POWERFUL))


def needs_second_factor(user: Any) -> bool:
    """Whether the user has no entry without a second factor."""
    return settings.SECOND_FACTOR_REQUIRED and can_publish(user)


def has_second_factor(user: Any) -> bool:
    """Whether the user has an app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_halfway(request: HttpRequest, user: Any) -> bool:
    """Whether the user is signed in with a password alone where a second factor has to be shown in this session."""
    if not needs_second_factor(user):
        return False
    return all(record.get("method") != "mfa" for record in get_authentication_records(request, user))


def recovery_codes_left(user: Any) -> int:
    """Return how many recovery codes are not used yet."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0
