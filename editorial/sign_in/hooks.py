"""Where signing in stands in the admin: on one's account, in the list of accounts, in the log, and in every page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.widgets.button import Button

from editorial.sign_in.invitation_views import InviteAgainView
from editorial.sign_in.rules import has_second_factor, recovery_codes_left
from editorial.users import may_manage


class SignInPanel(BaseSettingsPanel):
    """How one signs in: password and second step."""

    name = "sign_in"
    title = _("Sign in")
    order = 150
    template_name = "editorial/sign_in/account_panel.html"

    def get_form(self) -> Form:
        """There is nothing to fill in, only where to go."""
        return Form()

    def get_context_data(self) -> dict[str, Any]:
        """Add what there is."""
        return {"second_factor": has_second_factor(self.user), "codes_left": recovery_codes_left(self.user)}


@hooks.register("register_account_settings_panel")
def account_panel(request: HttpRequest, user: Any, profile: Any) -> SignInPanel:
    """On the page of one's own account."""
    return SignInPanel(request, user, profile)


@hooks.register("register_admin_urls")
def invitation_urls() -> list[Any]:
    """Inviting once more."""
    return [path("users/<int:pk>/invitation/", InviteAgainView.as_view(), name="invite_again")]


@hooks.register("register_user_listing_buttons")
def invite_button(user: Any, request_user: Any) -> Iterator[Button]:
    """“Invite again” for those who have no password yet."""
    if not user.has_usable_password() and request_user.has_perm("auth.change_user") and may_manage(request_user, user):
        yield Button(_("Invite again"), reverse("invite_again", args=[user.pk]), icon_name="mail", priority=15)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the log says of accounts."""
    actions.register_action("editorial.invite", _("Invite"), _("Invited by mail"))
    actions.register_action("editorial.choose_password", _("Choose a password"), _("Chose a password by a mailed link"))
    actions.register_action(
        "editorial.recover_access", _("Open an account anew"), _("Second step removed, a link to a new password made")
    )


@hooks.register("insert_global_admin_js")
def session_watch() -> str:
    """Tell in time that one is signed out soon, and keep what was written when one is."""
    words = {
        "soon": gettext("You are signed out soon, because nothing was done for a while."),
        "stay": gettext("I am still here"),
        "ended": gettext("You are signed out. Your text is still here. Sign in again in a new tab, then go on here."),
        "sign-in": gettext("Sign in again"),
        "back": gettext("You are signed in again. Go on where you were."),
        "other": gettext("Somebody else is signed in now in this browser. Sign in as yourself before you save."),
    }
    addresses = {
        "state": reverse("sign_in_state"),
        "keep": reverse("sign_in_stay"),
        "login": f"{reverse('account_login')}?next={reverse('sign_in_back')}",
    }
    attributes = format_html_join("", ' data-{}="{}"', (words | addresses).items())
    return format_html(
        '<script type="module" src="{}" data-session-watch data-idle="{}"{}></script>',
        static("admin/session.js"),
        settings.SESSION_IDLE,
        attributes,
    )
