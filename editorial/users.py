"""Accounts: the leaders invite and manage the staff; nobody but an administrator touches an administrator's."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, User, UserViewSet

from editorial.groups import EDITORS, LEADERS
from editorial.sign_in.invitations import invite, state_of, told, with_second_factor
from editorial.user_forms import StaffCreationForm, StaffEditForm


def groups_to_give(user: Any) -> QuerySet[Group]:
    """Return the groups a user may put others in: an administrator any, others the two of the staff."""
    return Group.objects.all() if user.is_superuser else Group.objects.filter(name__in=(EDITORS, LEADERS))


def may_manage(user: Any, account: Any) -> bool:
    """Whether a user may change or delete an account: one that may do more than the leaders is the administrators'."""
    if user.is_superuser:
        return True
    more = account.groups.exclude(name__in=(EDITORS, LEADERS)).exists() or account.user_permissions.exists()
    return not account.is_superuser and not more


def _refused(request: HttpRequest, accounts: Iterable[Any]) -> bool:
    """Say of each account that isn't the user's to change whose it is; return whether there was one."""
    others = [account for account in accounts if not may_manage(request.user, account)]
    for account in others:
        message = gettext("Only an administrator can change the account of %(user)s.")
        messages.error(request, message % {"user": get_user_display_name(account)})
    return bool(others)


class OwnRightsFormMixin:
    """A form that gives no more rights than the one who fills it in may give."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Form:
        """Leave out what isn't theirs to give."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        form.fields["groups"].queryset = groups_to_give(self.request.user)
        return form


class StaffIndexView(IndexView):
    """The list of accounts, with how far each has come: invited, with a password, with two steps."""

    @cached_property
    def columns(self) -> list[Any]:
        """Put how far an account has come before when it was last used."""
        columns = super().columns
        return [*columns[:-1], Column("sign_in", label=_("Sign-in"), accessor=state_of), columns[-1]]

    def get_base_queryset(self) -> QuerySet:
        """Bring along what that column asks of each."""
        return with_second_factor(super().get_base_queryset())

    def get_edit_url(self, instance: Any) -> str | None:
        """Link no account that isn't theirs to change."""
        return super().get_edit_url(instance) if may_manage(self.request.user, instance) else None

    def get_delete_url(self, instance: Any) -> str | None:
        """Nor offer to delete it."""
        return super().get_delete_url(instance) if may_manage(self.request.user, instance) else None


class StaffCreateView(OwnRightsFormMixin, CreateView):
    """A new account, without a password: its owner gets a mail and chooses one."""

    def save_instance(self) -> Any:
        """Keep the account and invite its owner."""
        account = super().save_instance()
        invite(account, self.request.user)
        messages.info(self.request, told(account))
        return account


class StaffEditView(OwnRightsFormMixin, EditView):
    """Changing an account."""

    def run_before_hook(self) -> HttpResponse | None:
        """Refuse an account that isn't theirs to change."""
        return redirect(self.index_url_name) if _refused(self.request, [self.object]) else super().run_before_hook()


class StaffDeleteView(DeleteView):
    """Deleting an account."""

    def run_before_hook(self) -> HttpResponse | None:
        """Refuse an account that isn't theirs to delete."""
        return redirect(self.index_url_name) if _refused(self.request, [self.object]) else super().run_before_hook()


class StaffViewSet(UserViewSet):
    """Wagtail's views of user accounts, with our rules."""

    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    # All on one screen, the role too.
    create_template_name = "editorial/sign_in/account_form.html"
    # Wagtail's copy is a form of its own, which would hand out any right.
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[Form]:
        """Name, e-mail and role; no password."""
        return StaffEditForm if for_update else StaffCreationForm


@hooks.register("before_bulk_action")
def keep_administrators(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Hold what is done to several accounts at once to the same rules; then none is changed."""
    if action.model is not User:
        return None
    role = action.cleaned_form.cleaned_data.get("role")
    if role and role not in groups_to_give(request.user):
        messages.error(request, gettext("Only an administrator can give the role “%(role)s”.") % {"role": role})
        return redirect(action.next_url)
    return redirect(action.next_url) if _refused(request, objects) else None
