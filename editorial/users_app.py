"""Wagtail's user accounts with our own rules for who may change whose."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Stands in for "wagtail.users" in INSTALLED_APPS."""

    user_viewset = "editorial.users.StaffViewSet"
