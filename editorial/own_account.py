"""The page of one's own account: Wagtail's, without a profile picture, which it would take in any size and form."""

from typing import Any

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account


class AccountView(account.AccountView):
    """Name, e-mail, how one signs in, and what one is told by mail."""

    def get_panels(self) -> list[Any]:
        """Leave out the picture; what is sent of it all the same is not looked at."""
        return [panel for panel in super().get_panels() if not isinstance(panel, account.AvatarSettingsPanel)]


# Below /admin/, before Wagtail's own.
urlpatterns = [path("account/", never_cache(require_admin_access(AccountView.as_view())))]
