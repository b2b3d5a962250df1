"""An address of another site that live pages name, how it answered, and which pages those are."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.danish.dates import short_date
from core.work import Work, WorkQuerySet
from editorial.links.addresses import LONGEST
from editorial.links.fetching import Answer, Fault

# A link is broken when it failed on this many days in a row.
DAYS_OF_FAILING = 3
IN_WORDS = {
    Fault.NO_HOST: _("the site doesn't exist"),
    Fault.SILENT: _("the site doesn't answer"),
    Fault.REFUSED: _("the site doesn't answer"),
    Fault.CERTIFICATE: _("the site's certificate isn't valid"),
    Fault.REDIRECTS: _("the site sends visitors in circles"),
    Fault.PRIVATE: _("the address lies in a private network"),
    Fault.BROKEN: _("the site's answer can't be read"),
}


class ExternalLinkQuerySet(WorkQuerySet):
    """Links by how they answered."""

    def broken(self) -> "ExternalLinkQuerySet":
        """Return those that failed on several days in a row."""
        return self.filter(failures__gte=DAYS_OF_FAILING)


class ExternalLink(Work):
    """An address of another site; work that comes back every day."""

    url = models.CharField(max_length=LONGEST, unique=True)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=12, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    # On how many days in a row it failed, since which day, and on which last.
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateField(null=True)
    failed_on = models.DateField(null=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """Whether it failed on several days in a row."""
        return self.failures >= DAYS_OF_FAILING

    @property
    def trouble(self) -> str:
        """What is wrong and since when, in words; "" while it answers."""
        if not self.fault or not self.failing_since:
            return ""
        if self.fault == Fault.STATUS:
            words = _("the page isn't there") if self.status in (404, 410) else _("the site has a fault")
            reason = f"{words} ({self.status})"
        else:
            reason = str(IN_WORDS[Fault(self.fault)])
        return _("%(reason)s, since %(day)s") % {"reason": reason, "day": short_date(self.failing_since)}

    def settle(self, answer: Answer, today: dt.date | None = None) -> None:
        """Keep an answer, and be done until tomorrow. Raises LeaseLost."""
        today = today or timezone.localdate()
        values: dict[str, Any] = {"failures": 0, "failing_since": None, "failed_on": None}
        if answer.fault:
            values = {"failures": self.failures, "failing_since": self.failing_since or today, "failed_on": today}
            values["failures"] += self.failed_on != today
        self.finish(status=answer.status, fault=str(answer.fault), checked_at=timezone.now(), **values)


class LinkUse(models.Model):
    """A live page that names a link, with the link's words."""

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="external_links")
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="one_use_per_link_and_page")]
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text}"
