"""Flat lists of what the staff work with: the columns that matter, filters, and the page as visitors see it."""

from collections import defaultdict
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page, Revision

from core.danish.dates import near_moment, short_date
from editorial.desk.columns import PublicLinkColumn, StateColumn, TitleColumn, WordsColumn
from editorial.desk.filters import InvitationFilterSet, NewsFilterSet, PublicationFilterSet
from editorial.desk.finding import matches_title
from news.models import InvitationPage, NewsPage, SignUp
from publications.models import PublicationPage

STATE = StateColumn("state", label=gettext_lazy("State"), sort_key="live")
LINK = PublicLinkColumn("link", label=gettext_lazy("On the site"))
TITLE = TitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title")


class FlatIndexView(IndexView):
    """A list of pages of one type; costs as many queries for fifty as for five."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load what the columns show, without the texts."""
        revisions = Revision.page_revisions.exclude(approved_go_live_at=None)
        planned = revisions.annotate(page_pk=Cast("object_id", IntegerField())).filter(page_pk=OuterRef("pk"))
        pages = pages.defer_streamfields().prefetch_workflow_states().annotate_site_root_state()
        return pages.annotate_approved_schedule().annotate(
            going_online=Subquery(planned.values("approved_go_live_at")[:1])
        )

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Look for the words in the titles, as “Change a page” does."""
        if not self.is_searching:
            return queryset
        titles = self.model.objects.values_list("pk", "draft_title")
        return queryset.filter(pk__in=[pk for pk, title in titles if matches_title(title, self.search_query)])

    def get_ordering(self) -> str:
        """The order asked for, if there is one."""
        asked = self.request.GET.get("ordering", self.default_ordering)
        return asked if asked in (*self.get_valid_orderings(), self.default_ordering) else self.default_ordering

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Keep one order among equals."""
        return queryset.order_by(self.ordering, "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the shown pages what is not in their own table."""
        context = super().get_context_data(**kwargs)
        pages = list(context["object_list"])
        with_parents(pages)
        self.add_related(pages)
        return context

    def add_related(self, pages: list[Any]) -> None:
        """Load what else the columns show."""
        with_topic_names(pages, self.model)


def with_parents(pages: list[Page]) -> None:
    """Give pages their parents in one query: each row's buttons ask for them."""
    paths = {page.path[: -Page.steplen] for page in pages}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=paths).specific()}
    for page in pages:
        page._cached_parent_obj = parents.get(page.path[: -Page.steplen])


def with_topic_names(pages: list[Any], model: type[Page]) -> None:
    """Give pages the names of their topics (``topic_names``), in one query."""
    through = model.topics.through
    owner = next(field for field in through._meta.fields if field.related_model and field.name != "topic")
    rows = through.objects.filter(**{f"{owner.name}__in": [page.pk for page in pages]})
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in rows.order_by("topic__sort_order", "topic__name").values_list(owner.attname, "topic__name"):
        names[pk].append(name)
    for page in pages:
        page.topic_names = ", ".join(names[page.pk])


TOPICS = WordsColumn("topics", lambda page: page.topic_names, label=gettext_lazy("Topic"))


class NewsIndexView(FlatIndexView):
    """News posts."""

    default_ordering = "-date"

    def get_base_queryset(self) -> QuerySet:
        """Leave out invitations, which have a list of their own."""
        return super().get_base_queryset().filter(invitationpage=None)


class NewsListing(PageListingViewSet):
    """All news posts; invitations have a list of their own."""

    model = NewsPage
    index_view_class = NewsIndexView
    filterset_class = NewsFilterSet
    columns = [
        TITLE,
        WordsColumn("date", lambda post: short_date(post.date), label=gettext_lazy("Date"), sort_key="date"),
        TOPICS,
        STATE,
        LINK,
    ]
    icon = "doc-full"
    menu_label = gettext_lazy("News")
    menu_order = 10
    add_to_admin_menu = True
    name = "news"


def day_of(invitation: InvitationPage) -> str:
    """Return the day and the hour of an invitation."""
    return near_moment(invitation.start)


def event_state(invitation: InvitationPage) -> str:
    """Return whether an invitation is open, in a few words."""
    return {
        "cancelled": _("Is cancelled"),
        "past": _("Is over"),
        "closed": _("Sign-up has closed"),
        "open": _("Open for sign-up"),
    }[invitation.state]


def sign_ups(invitation: InvitationPage) -> str:
    """Return how many come, of how many places."""
    if invitation.capacity:
        return _("%(count)d of %(places)d") % {"count": invitation.coming, "places": invitation.capacity}
    return str(invitation.coming)


class InvitationIndexView(FlatIndexView):
    """Invitations, the one farthest ahead first."""

    default_ordering = "-start"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load how many come."""
        coming = SignUp.objects.filter(invitation=OuterRef("pk"), state=SignUp.State.COMING).order_by()
        people = coming.values("invitation").annotate(people=Sum("party")).values("people")
        return super().annotate_queryset(pages).annotate(coming_people=Subquery(people))

    def add_related(self, pages: list[Any]) -> None:
        """No sign-up at all counts as none."""
        for page in pages:
            page.coming = page.coming_people or 0


class InvitationListing(PageListingViewSet):
    """All invitations."""

    model = InvitationPage
    index_view_class = InvitationIndexView
    filterset_class = InvitationFilterSet
    columns = [
        TITLE,
        WordsColumn("start", day_of, label=gettext_lazy("Held on"), sort_key="start"),
        WordsColumn("sign_ups", sign_ups, labelled=True, label=gettext_lazy("Sign-ups")),
        WordsColumn("event_state", event_state, label=gettext_lazy("Sign-up")),
        STATE,
        LINK,
    ]
    icon = "date"
    menu_label = gettext_lazy("Invitations")
    menu_order = 20
    add_to_admin_menu = True
    name = "invitations"


def pdf_state(publication: PublicationPage) -> str:
    """Return how a publication's PDF stands, in a few words."""
    if not publication.pdf_id:
        return _("No PDF")
    reading = getattr(publication.pdf, "reading", None)
    if reading and reading.is_failed:
        return _("Could not be read")
    if reading and reading.is_ready:
        return _("Can be read on the site")
    return _("Is being read")


def pages_of(publication: PublicationPage) -> str:
    """Return how many pages a publication has; "" while that is not known."""
    return number_format(publication.page_count) if publication.page_count else ""


class PublicationIndexView(FlatIndexView):
    """Publications, the newest year first."""

    default_ordering = "-year"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load the files and what was read of them."""
        return super().annotate_queryset(pages).select_related(*PublicationPage.FILES)

    def add_related(self, pages: list[Any]) -> None:
        """Nothing else."""


class PublicationListing(PageListingViewSet):
    """All publications."""

    model = PublicationPage
    index_view_class = PublicationIndexView
    filterset_class = PublicationFilterSet
    columns = [
        TITLE,
        WordsColumn("year", lambda one: str(one.year), label=gettext_lazy("Year"), sort_key="year"),
        WordsColumn("kind", lambda one: one.get_kind_display(), label=gettext_lazy("Kind"), sort_key="kind"),
        WordsColumn("pages", pages_of, labelled=True, label=gettext_lazy("Pages")),
        WordsColumn("pdf", pdf_state, labelled=True, label=gettext_lazy("PDF")),
        STATE,
        LINK,
    ]
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Publications")
    menu_order = 30
    add_to_admin_menu = True
    name = "publications"


LISTINGS = (NewsListing, InvitationListing, PublicationListing)
