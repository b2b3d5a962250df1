"""Accounts: the leaders manage the staff's, nobody but an administrator touches an administrator's."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse

from editorial.groups import EDITORS, LEADERS

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
SENTENCE = "Kun en administrator kan ændre kontoen"


@pytest.fixture
def administrator(django_user_model: Any) -> Any:
    """A superuser."""
    return django_user_model.objects.create_superuser("administrator", "admin@example.org", PASSWORD)


@pytest.fixture
def technician(django_user_model: Any) -> Any:
    """Somebody in a group of the administrator's making, which may do more than the leaders."""
    user = django_user_model.objects.create_user("tekniker", "tekniker@example.org", PASSWORD)
    group = Group.objects.create(name="Teknik")
    group.permissions.add(Permission.objects.get(codename="change_group"))
    user.groups.add(group)
    return user


def form(name: str, **fields: Any) -> dict[str, Any]:
    """What the form of an account sends."""
    return {
        "username": name,
        "email": f"{name}@example.org",
        "first_name": "Prøve",
        "last_name": "Person",
        "is_active": "on",
        **fields,
    }


def groups(account: Any) -> set[str]:
    """The names of an account's groups."""
    return set(account.groups.values_list("name", flat=True))


def test_leaders_make_editors_but_no_administrators(client: Client, leader: Any, django_user_model: Any) -> None:
    client.force_login(leader)
    address = reverse("wagtailusers_users:add")
    assert 'name="is_superuser"' not in client.get(address).content.decode()
    editors = Group.objects.get(name=EDITORS)
    sent = form("ny", is_superuser="on", groups=[editors.pk], password1=PASSWORD, password2=PASSWORD)
    client.post(address, sent)
    made = django_user_model.objects.get(username="ny")
    assert not made.is_superuser
    assert groups(made) == {EDITORS}


def test_leaders_raise_nobody_to_an_administrator(client: Client, leader: Any, editor: Any) -> None:
    client.force_login(leader)
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert 'name="is_superuser"' not in client.get(address).content.decode()
    client.post(address, form("redaktoer", is_superuser="on", groups=[Group.objects.get(name=LEADERS).pk]))
    editor.refresh_from_db()
    assert editor.first_name == "Prøve"
    assert not editor.is_superuser
    assert groups(editor) == {LEADERS}


def test_leaders_do_not_raise_themselves(client: Client, leader: Any, technician: Any) -> None:
    client.force_login(leader)
    more = Group.objects.get(name="Teknik")
    address = reverse("wagtailusers_users:edit", args=[leader.pk])
    client.post(address, form("leder", is_superuser="on", groups=[Group.objects.get(name=LEADERS).pk, more.pk]))
    leader.refresh_from_db()
    assert not leader.is_superuser
    assert groups(leader) == {LEADERS}


@pytest.mark.parametrize("name", ["administrator", "technician"])
def test_accounts_with_more_rights_are_the_administrators(
    client: Client, leader: Any, name: str, request: pytest.FixtureRequest
) -> None:
    account = request.getfixturevalue(name)
    before = (account.password, account.email)
    client.force_login(leader)
    edit, delete = (reverse(f"wagtailusers_users:{view}", args=[account.pk]) for view in ("edit", "delete"))
    sent = form(account.username, email="nyt@example.org", password1=PASSWORD + "!", password2=PASSWORD + "!")
    for answer in (client.get(edit, follow=True), client.post(edit, sent, follow=True)):
        assert SENTENCE in answer.content.decode()
    client.post(delete)
    account.refresh_from_db()
    assert (account.password, account.email) == before
    assert account.is_active
    assert edit not in client.get(reverse("wagtailusers_users:index")).content.decode()


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
@pytest.mark.parametrize("name", ["administrator", "technician"])
def test_nor_are_several_changed_at_once(
    client: Client, leader: Any, editor: Any, action: str, name: str, request: pytest.FixtureRequest
) -> None:
    account = request.getfixturevalue(name)
    before = groups(account)
    client.force_login(leader)
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    role = Group.objects.get(name=EDITORS).pk
    sent = {"role": role, "mark_as_active": "False"}
    answer = client.post(f"{address}?next=/admin/users/&id={account.pk}", sent, follow=True)
    # Wagtail itself leaves an administrator's account out when others delete.
    if (name, action) != ("administrator", "delete"):
        assert SENTENCE in answer.content.decode()
    account.refresh_from_db()
    assert account.is_active
    assert groups(account) == before


def test_leaders_give_no_other_role_to_several(client: Client, leader: Any, editor: Any, technician: Any) -> None:
    client.force_login(leader)
    address = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    address += "?next=/admin/users/"
    answer = client.post(f"{address}&id={editor.pk}", {"role": Group.objects.get(name="Teknik").pk}, follow=True)
    assert "Kun en administrator kan give rollen „Teknik”." in answer.content.decode()
    assert groups(editor) == {EDITORS}
    client.post(f"{address}&id={editor.pk}", {"role": Group.objects.get(name=LEADERS).pk})
    assert groups(editor) == {EDITORS, LEADERS}


def test_an_account_is_not_copied() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:copy", args=[1])


def test_leaders_delete_an_editor(client: Client, leader: Any, editor: Any, django_user_model: Any) -> None:
    client.force_login(leader)
    client.post(reverse("wagtailusers_users:delete", args=[editor.pk]))
    assert not django_user_model.objects.filter(pk=editor.pk).exists()


def test_administrators_do_all_of_it(client: Client, administrator: Any, editor: Any, technician: Any) -> None:
    client.force_login(administrator)
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    client.post(address, form("redaktoer", is_superuser="on", groups=[Group.objects.get(name="Teknik").pk]))
    editor.refresh_from_db()
    assert editor.is_superuser
    assert groups(editor) == {"Teknik"}
