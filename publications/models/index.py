"""The list of publications, and the newest annual report."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.pages import SitePage
from core.pictures import prefetch_pictures
from core.querysets import listed_pages
from publications.models.page import PublicationPage, with_covers


class PublicationIndexPage(SitePage):
    """All publications, the newest annual report first."""

    subpage_types = ["publications.PublicationPage"]
    max_count = 1
    is_fixture = is_single = True

    class Meta:
        verbose_name = _("publication list")
        verbose_name_plural = _("publication lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest annual report, and all the others."""
        context = super().get_context(request, *args, **kwargs)
        listed = PublicationPage.objects.child_of(self).listed()
        publications = list(with_covers(listed).order_by("-year", "-pk"))
        prefetch_pictures([publication.cover for publication in publications], "cover")
        latest = next((one for one in publications if one.kind == PublicationPage.Kind.ANNUAL_REPORT), None)
        context["latest"] = latest
        context["publications"] = [publication for publication in publications if publication != latest]
        return context


def latest_annual_report() -> PublicationPage | None:
    """Return the newest annual report that visitors may see, with its cover and file."""
    reports = PublicationPage.objects.filter(kind=PublicationPage.Kind.ANNUAL_REPORT)
    return with_covers(listed_pages(reports)).order_by("-year", "-pk").first()
