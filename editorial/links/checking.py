"""The worker asks for each link once a day, a few a minute and never two of one site at once."""

import datetime as dt
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from core.work import LeaseLost, Stopped, every_minute, stop_when_asked, wake
from editorial.links.fetching import Answer, Fault, ask
from editorial.links.models import ExternalLink

logger = logging.getLogger(__name__)

EVERY = dt.timedelta(days=1)
PER_MINUTE = 5
# How many that wait are looked at to find some of different sites.
LOOKED_AT = 200


def agent() -> str:
    """Return how we introduce ourselves to other sites."""
    return f"Mozilla/5.0 (compatible; linktjek; +{settings.SITE_URL}/)"


@task(queue_name="long")
def check_link(pk: int) -> None:
    """Ask whether a link answers, and keep the answer."""
    link = ExternalLink.claim(pk)
    if link is None:
        return
    try:
        with link.alive():
            stop_when_asked()
            # What ended several workers is left alone until tomorrow.
            answer = Answer(fault=Fault.BROKEN) if link.is_hopeless else _ask(link.url)
        link.settle(answer)
    except LeaseLost:
        logger.warning("link %s was taken up by another worker, or is gone", pk)
    except Stopped:
        link.put_back()


def _ask(url: str) -> Answer:
    return ask(url, agent(), private=settings.CHECK_PRIVATE_LINKS)


@every_minute
def check_links() -> None:
    """Take up links that were not asked for since yesterday, the oldest first."""
    if not settings.CHECK_LINKS:
        return
    done = ExternalLink.objects.filter(finished_at__lt=timezone.now() - EVERY)
    done.update(finished_at=None, attempts=0)
    hosts: dict[str, int] = {}
    for pk, url in ExternalLink.objects.waiting().values_list("pk", "url")[:LOOKED_AT]:
        hosts.setdefault(urlsplit(url).netloc, pk)
        if len(hosts) == PER_MINUTE:
            break
    for pk in hosts.values():
        wake(check_link, pk)
