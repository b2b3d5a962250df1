"""How the site is doing, part by part: what is wrong, how much of it, and where it is mended."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from core.models import OutgoingMail, SiteSettings
from editorial.health import reviews
from editorial.health.models import CheckedPage
from editorial.links.models import ExternalLink
from editorial.pdf_list.rows import Row, rows
from editorial.pdf_list.views import pages_for

CHANGES_FACTS = "core.change_sitesettings"


@dataclass(frozen=True)
class Line:
    """One thing that is wrong, in a sentence, with the address where it is seen."""

    name: str
    said: str
    address: str


class Health:
    """The state of the site as one user may see it; each part is asked of the database once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def pages(self) -> Any:
        """Which pages the user sees in the admin, for a subquery."""
        return pages_for(self.user).order_by().values("pk")

    @cached_property
    def checked(self) -> QuerySet[CheckedPage]:
        """The live pages that were looked at."""
        return CheckedPage.objects.live().filter(page__in=self.pages)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many pictures and links of ours are wrong."""
        found = self.checked.aggregate(pictures=Sum("pictures"), links=Sum("links"))
        return {name: count or 0 for name, count in found.items()}

    @cached_property
    def external(self) -> list[ExternalLink]:
        """Links to other sites that don't answer, on pages the user sees."""
        seen = ExternalLink.objects.broken().filter(uses__page__live=True, uses__page__in=self.pages)
        return list(seen.distinct().order_by("failing_since", "url"))

    @cached_property
    def mails(self) -> int:
        """How many mails did not get through."""
        return OutgoingMail.objects.troubled().count()

    @cached_property
    def due(self) -> list[Page]:
        """Pages past their review date."""
        return list(reviews.due(self.user))

    @cached_property
    def pdfs(self) -> list[Row]:
        """Published PDFs with faults that the law asks to be mended."""
        return [row for row in rows(pages_for(self.user), faulty_only=True) if row.page.live]

    @cached_property
    def facts(self) -> SiteSettings:
        """What is said of the secretariat."""
        return SiteSettings.load()

    @property
    def statement(self) -> str:
        """What is to be done about the accessibility statement; "" when nothing is."""
        if not self.facts.statement_url:
            return _("The address of the accessibility statement is missing.")
        seen = self.facts.statement_reviewed_on
        if seen is None:
            return _("Nobody has noted when the accessibility statement was looked at.")
        if reviews.a_year_after(seen) <= timezone.localdate():
            return _("The accessibility statement was looked at more than a year ago.")
        return ""

    @property
    def may_change_facts(self) -> bool:
        """Whether the user may put the statement's facts right."""
        return bool(self.user.has_perm(CHANGES_FACTS))

    def lines(self) -> list[Line]:
        """Return what is wrong, the most urgent first; nothing when all is in order."""
        report = reverse("site_health")
        parts: list[tuple[str, int, Callable[[int], str], str]] = [
            (
                "mail",
                self.mails,
                lambda n: ngettext("%(n)d mail did not get through", "%(n)d mails did not get through", n),
                reverse("mails"),
            ),
            (
                "links",
                self.counts["links"] + len(self.external),
                lambda n: ngettext("%(n)d link leads nowhere", "%(n)d links lead nowhere", n),
                f"{report}#links",
            ),
            (
                "pictures",
                self.counts["pictures"],
                lambda n: ngettext("%(n)d picture has no description", "%(n)d pictures have no description", n),
                f"{report}#pictures",
            ),
            (
                "pdfs",
                len(self.pdfs),
                lambda n: ngettext("%(n)d PDF has faults", "%(n)d PDFs have faults", n),
                f"{reverse('pdf_list')}?fejl=1",
            ),
            (
                "reviews",
                len(self.due),
                lambda n: ngettext(
                    "%(n)d page is due to be looked at again", "%(n)d pages are due to be looked at again", n
                ),
                f"{report}#reviews",
            ),
        ]
        found = [Line(name, said(n) % {"n": n}, address) for name, n, said, address in parts if n]
        # Only the leaders can do anything about it.
        if self.may_change_facts and (sentence := self.statement):
            found.append(Line("statement", sentence, f"{report}#statement"))
        return found
