"""Who may do what: the groups of the staff and the one approval workflow, made the same after every migration."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.registry import leader_permissions, staff_permissions
from news.models import NewsIndexPage

EDITORS = "Redaktører"
LEADERS = "Ledelse"
WORKFLOW = "Godkendelse"
TASK = "Ledelsen godkender"

# "app.codename" of what each group may do besides pages, images, documents and films.
COMMON = (
    "wagtailadmin.access_admin",
    "people.view_person",
    "people.add_person",
    "people.change_person",
    "people.view_partner",
    "people.add_partner",
    "people.change_partner",
    "core.view_topic",
)
MODEL_PERMISSIONS = {
    EDITORS: COMMON,
    LEADERS: (
        *COMMON,
        "people.delete_person",
        "people.delete_partner",
        "core.add_topic",
        "core.change_topic",
        "core.delete_topic",
        "core.change_sitesettings",
        "core.view_outgoingmail",
        "editorial.view_visitcount",
        "auth.view_user",
        "auth.add_user",
        "auth.change_user",
        "auth.delete_user",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
}
# Wagtail asks for the permissions of its own models, whatever model stands in for them. Who may "add" may also
# change what they added; only the leaders may change a PDF that somebody else put there.
COLLECTION_PERMISSIONS = {
    EDITORS: (
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.choose_document",
        "wagtailmedia.add_media",
        "wagtailmedia.change_media",
    ),
    LEADERS: (
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
        "wagtailmedia.add_media",
        "wagtailmedia.change_media",
    ),
}
# What each group may do with all pages; editors publish below the news index only.
PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page"),
    LEADERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
NEWS_PERMISSIONS = ("add_page", "change_page", "publish_page")


def permission(name: str) -> Permission:
    """Return the permission "app.codename"; raises Permission.DoesNotExist for a name there isn't."""
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@transaction.atomic
def ensure_groups() -> None:
    """Make groups, permissions and workflow what this module says; what a user added to a group stays."""
    root = Page.get_first_root_node()
    collections = Collection.get_first_root_node()
    # Between the steps of a migration there are neither trees nor all permissions yet.
    if root is None or collections is None or not Permission.objects.filter(codename="change_media").exists():
        return
    for name, permissions in MODEL_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        registered = (*staff_permissions(), *(leader_permissions() if name == LEADERS else ()))
        group.permissions.add(*map(permission, (*permissions, *registered)))
        for codename in PAGE_PERMISSIONS[name]:
            _allow_pages(group, root, codename)
        for one in map(permission, COLLECTION_PERMISSIONS[name]):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collections, permission=one)
    editors = Group.objects.get(name=EDITORS)
    for index in NewsIndexPage.objects.all():
        for codename in NEWS_PERMISSIONS:
            _allow_pages(editors, index, codename)
    _ensure_workflow(root)


def _allow_pages(group: Group, page: Page, codename: str) -> None:
    one = permission(f"wagtailcore.{codename}")
    GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=one)


def _ensure_workflow(root: Page) -> None:
    """One workflow for all pages: the leaders approve."""
    task, _created = GroupApprovalTask.objects.get_or_create(name=TASK)
    task.groups.add(Group.objects.get(name=LEADERS))
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page_id=root.pk, defaults={"workflow": workflow})
