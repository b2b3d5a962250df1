"""Something of everything, so that a route is asked about a thing that is there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, Task, Workflow

from core.models import OutgoingMail, SiteDocument, SiteImage, Topic
from core.site_settings import SiteSettings
from editorial.annual_report.models import ReportUpload
from home.models import HomePage, MissionPage
from news.models import InvitationPage, NewsIndexPage, NewsPage, SignUp, Video
from people.models import Partner, Person
from wordpress.models import Moving

# A page that editors publish, and one they don't: the answers differ.
PAGES = ("page_id", "page_to_move_id", "parent_page_id", "page_pk", "destination_id")
PAGE_KEYS = ("admin/api/main/^pages/<int:pk>", "admin/pages/^(?P<pk>")
NEWS, MISSION = " [news]", " [mission]"


class Samples:
    """The things that the routes are asked about."""

    def __init__(self, leader: Any) -> None:
        self.post, self.mission = (
            NewsPage.objects.not_type(InvitationPage).earliest("pk"),
            MissionPage.objects.earliest("pk"),
        )
        for page in (self.post, self.mission):
            page.save_revision(user=leader)
        self.home, self.index = HomePage.objects.get(), NewsIndexPage.objects.get()
        start = timezone.now() + dt.timedelta(days=7)
        # Under the address that the registry has for a sign-up.
        invitation = InvitationPage(title="Prøve", slug="proeveinvitation-2099-til", start=start, place="Prøvested")
        self.invitation = self.index.add_child(instance=invitation)
        self.guest = SignUp.objects.create(invitation=self.invitation, name="Eksempel", state="coming")
        self.colleague = User.objects.create_user("kollega", "kollega@example.org")
        self.colleague.groups.add(Group.objects.get(name="Redaktører"))
        self.redirect = Redirect.add_redirect("/gammel/", self.home)
        file = ContentFile(b"%PDF-1.4", name="proeve.pdf")
        self.upload = ReportUpload.objects.create(
            user=leader, document=SiteDocument.objects.create(title="Prøve", file=file)
        )
        self.mail = OutgoingMail.objects.create(to="eksempel@example.org", subject="Prøve")
        session = EditingSession.objects.create(
            user=leader, content_object=self.post.page_ptr, last_seen_at=timezone.now()
        )
        self.by_place: list[tuple[str, dict[str, Any]]] = [
            ("admin/api/main/^documents/", {"pk": self.first(SiteDocument)}),
            ("admin/api/main/^images/", {"pk": self.first(SiteImage)}),
            ("admin/api/main/^pages/", {"action_name": "unpublish"}),
            ("admin/documents/", {name: self.first(SiteDocument) for name in ("pk", "document_id", "doc_id")}),
            (
                "admin/images/",
                {name: self.first(SiteImage) for name in ("pk", "image_id")} | {"filter_spec": "width-9"},
            ),
            ("admin/media/", {"media_id": self.first(Video), "media_type": "video"}),
            ("admin/redirects/", {"redirect_id": self.redirect.pk}),
            ("admin/settings/", self.model(SiteSettings, "app_name") | {"pk": SiteSettings.load().pk}),
            ("admin/snippets/people/partner/", {"pk": self.first(Partner)}),
            ("admin/snippets/core/topic/", {"pk": self.first(Topic)}),
            ("admin/snippets/choose/people/partner/", {"pk": self.first(Partner)}),
            ("admin/snippets/choose/core/topic/", {"pk": self.first(Topic)}),
            ("admin/snippets/", {"pk": self.first(Person)}),
            ("admin/fratraeder/", {"pk": self.first(Person)}),
            ("admin/users/", {"pk": self.colleague.pk}),
            ("admin/groups/", {"pk": self.first(Group)}),
            ("admin/sites/", {"pk": self.first(Site)}),
            ("admin/collections/", {name: self.collection() for name in ("pk", "collection_id")}),
            ("admin/workflows/task", {name: self.first(Task) for name in ("pk", "task_id")} | self.model(Task)),
            ("admin/workflows/", {name: self.first(Workflow) for name in ("pk", "workflow_pk")}),
            ("admin/tilmeldinger/", {"pk": self.invitation.pk, "guest_pk": self.guest.pk, "kind": "xlsx"}),
            ("admin/aarsskrift/", {"pk": self.upload.pk}),
            ("admin/reports/mails/", {"pk": self.mail.pk}),
            ("admin/flytning/", {"pk": Moving.objects.create(file_name="proeve.xml", state="done").pk, "kind": "csv"}),
            ("admin/moenstre/", {"name": "mark", "scheme": "dark"}),
            ("admin/editing-sessions/", self.model(NewsPage) | {"object_id": self.post.pk, "session_id": session.pk}),
            ("admin/tag-autocomplete/", {"app_name": "taggit", "model_name": "tag"}),
            ("admin/som-sidste-aar/", {"pk": self.post.pk}),
            ("admin/pages/", {"task_id": self.first(Task), "action_name": "approve"}),
            ("admin/pages/usage/", self.content_type(NewsPage)),
            ("admin/pages/create/", self.model(NewsPage)),
        ]

    @staticmethod
    def first(model: Any) -> Any:
        """Return the key of the first of its kind."""
        return model.objects.earliest("pk").pk

    @staticmethod
    def model(kind: Any, app: str = "app_label") -> dict[str, str]:
        """Return the parameters that name a model."""
        return {app: kind._meta.app_label, "model_name": kind._meta.model_name}

    @staticmethod
    def content_type(kind: Any) -> dict[str, str]:
        """Return the parameters that name a page type."""
        return {"content_type_app_name": kind._meta.app_label, "content_type_model_name": kind._meta.model_name}

    @staticmethod
    def collection() -> int:
        """Return the key of a collection that can be changed."""
        return int(Collection.get_first_root_node().add_child(name="Prøve").pk)

    def values(self, written: str, parameters: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        """Return what to put into a pattern: once, or for each page it can be about, by a note for the table."""
        values = {}
        for place, some in reversed(self.by_place):
            if written.startswith(place):
                values |= some
        of_a_page = set(PAGES) & set(parameters) or written.startswith(PAGE_KEYS)
        if not of_a_page:
            return {"": values | {"pk": values.get("pk", self.post.pk)}}
        post = {"pk": self.post.pk, "page_id": self.post.pk, "page_to_move_id": self.post.pk, "page_pk": self.post.pk}
        post |= {"parent_page_id": self.index.pk, "destination_id": self.index.pk}
        mission = {name: self.mission.pk for name in post}
        mission |= {"parent_page_id": self.mission.get_parent().pk, "destination_id": self.home.pk}
        return {
            NEWS: values | self.content_type(NewsPage) | self.versions(self.post) | post,
            MISSION: values | self.content_type(MissionPage) | self.versions(self.mission) | mission,
        }

    @staticmethod
    def versions(page: Page) -> dict[str, Any]:
        """Return the parameters that name versions of a page."""
        return {"revision_id": page.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}

    def of_model(self, app: str, model: str) -> dict[str, Any]:
        """Return the keys of things of a model, by a note for the table."""
        kind = apps.get_model(app, model)
        if kind is Page:
            return {NEWS: self.post.pk, MISSION: self.mission.pk}
        return {"": self.colleague.pk if kind is User else self.first(kind)}
