"""Who may do what: editors publish news and draft the rest, leaders publish all, approve and manage."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow

from core.models import SiteSettings
from editorial.groups import EDITORS, LEADERS, WORKFLOW, ensure_groups
from home.models import HomePage, MissionPage
from news.models import NewsIndexPage, NewsPage
from publications.models import PublicationIndexPage, PublicationPage

pytestmark = pytest.mark.django_db


def can(user: Any, page: Page, what: str) -> bool:
    """Whether Wagtail lets the user do this with the page."""
    return bool(getattr(page.permissions_for_user(user), f"can_{what}")())


def test_editors_publish_news_and_draft_the_rest(editor: Any) -> None:
    index, post = NewsIndexPage.objects.get(), NewsPage.objects.first()
    assert can(editor, index, "add_subpage") and can(editor, index, "publish_subpage")
    assert can(editor, post, "edit") and can(editor, post, "publish")
    for page in (MissionPage.objects.first(), PublicationPage.objects.first(), HomePage.objects.get()):
        assert can(editor, page, "edit"), page
        assert not can(editor, page, "publish"), page
    reports = PublicationIndexPage.objects.get()
    assert can(editor, reports, "add_subpage") and not can(editor, reports, "publish_subpage")


def test_leaders_publish_everything(leader: Any) -> None:
    for page in (MissionPage.objects.first(), PublicationPage.objects.first(), NewsPage.objects.first()):
        assert can(leader, page, "edit") and can(leader, page, "publish"), page


@pytest.mark.parametrize(
    "address", ["/admin/users/", "/admin/users/new/", "/admin/redirects/", "/admin/redirects/add/"]
)
def test_users_and_redirects_are_the_leaders(client: Client, editor: Any, leader: Any, address: str) -> None:
    client.force_login(editor)
    refused = client.get(address)
    assert (refused.status_code, refused.get("Location")) == (302, "/admin/")
    client.force_login(leader)
    assert client.get(address).status_code == 200


def test_the_settings_are_the_leaders(client: Client, editor: Any, leader: Any) -> None:
    facts = SiteSettings.load()
    address = reverse("wagtailsettings:edit", args=["core", "sitesettings", facts.pk])
    client.force_login(leader)
    page = client.get(address)
    assert page.status_code == 200
    form = page.context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"email": "nyt@example.org"}
    for user, expected in ((editor, facts.email), (leader, "nyt@example.org")):
        client.force_login(user)
        client.post(address, sent)
        facts.refresh_from_db()
        assert facts.email == expected


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/news/",
        "/admin/invitations/",
        "/admin/publications/",
        "/admin/snippets/people/person/",
        "/admin/snippets/people/partner/",
        "/admin/snippets/core/topic/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/media/",
        "/admin/pages/",
    ],
)
def test_staff_reach_what_they_work_with(client: Client, editor: Any, leader: Any, address: str) -> None:
    for user in (editor, leader):
        client.force_login(user)
        assert client.get(address, follow=True).request["PATH_INFO"].startswith(address)


def test_one_workflow_lets_the_leaders_approve(editor: Any, leader: Any) -> None:
    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == [WORKFLOW]
    mission = MissionPage.objects.first()
    workflow = mission.get_workflow()
    mission.save_revision(user=editor)
    state = workflow.start(mission, editor)
    task = state.current_task_state.task.specific
    assert task.user_can_access_editor(mission, leader)
    actions = [name for name, _label, _modal in task.get_actions(mission, leader)]
    assert "approve" in actions
    assert task.get_actions(mission, editor) == []
    state.current_task_state.approve(user=leader)
    state.refresh_from_db()
    assert state.status == "approved"


def test_making_the_groups_again_changes_nothing() -> None:
    def snapshot() -> tuple:
        return (
            sorted(Group.objects.values_list("name", flat=True)),
            sorted(Group.objects.values_list("name", "permissions__codename")),
            sorted(GroupPagePermission.objects.values_list("group__name", "page_id", "permission__codename")),
            Workflow.objects.count(),
        )

    before = snapshot()
    ensure_groups()
    assert snapshot() == before
    assert before[0] == sorted([EDITORS, LEADERS])


def test_a_person_without_a_group_gets_nowhere(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("fremmed"))
    assert client.get("/admin/").status_code == 403
