"""Keep the index in step with what visitors may see: some things at once, many in the worker, all of them anew."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django_tasks import task
from wagtail.models import Page

from core.pages import SitePage
from core.querysets import listed_pages
from core.work import every_minute
from home.models import MissionPage
from people.models import PeoplePage, Person
from publications.models import PublicationPage
from search import index, sources
from search.documents import RULES
from search.kinds import Kind
from search.models import Entry, Term

logger = logging.getLogger(__name__)

# So many pages are indexed while an editor waits; the worker takes more.
AT_ONCE = 20
CHUNK = 50
# How long the worker looks after the index each minute before it turns to other things.
SWEEP_SECONDS = 20
# The term whose count says by which rules the index was made.
RULES_KEY = "@rules"


def refresh_pages(pks: Iterable[int], anew: bool = False) -> int:
    """Index pages as they stand in the database, and take out those that visitors may not see."""
    pks = list(pks)
    done = 0
    for chunk in _chunks(pks):
        documents = list(sources.page_documents(chunk))
        done += index.store(documents, anew)
        gone = set(chunk) - {document.page_id for document in documents}
        done += index.forget(Entry.objects.filter(page__in=gone, person=None))
    return done


def refresh_people(pks: Iterable[int] | None = None, anew: bool = False) -> None:
    """Index some people, or all who work here, and take out those who don't."""
    documents = list(sources.person_documents(pks))
    index.store(documents, anew)
    entries = Entry.objects.filter(kind=Kind.PERSON)
    known = {document.person_id for document in documents}
    asked = entries if pks is None else entries.filter(person__in=list(pks))
    index.forget(asked.exclude(person__in=known))


@task()
def refresh_in_worker(pks: list[int]) -> None:
    """Index pages after the request that changed them."""
    refresh_pages(pks)


def refresh(pks: Iterable[int]) -> None:
    """Index pages at once, or in the worker where they are many. Whatever goes wrong, the change itself stands."""
    pks = list(pks)
    if len(pks) > AT_ONCE:
        for chunk in _chunks(pks, 500):
            transaction.on_commit(lambda chunk=chunk: refresh_in_worker.enqueue(chunk))
        return
    safely(lambda: refresh_pages(pks))
    if pks and Page.objects.filter(pk__in=pks).type(PeoplePage, MissionPage).exists():
        safely(refresh_people)


def safely(work: Callable[[], object]) -> None:
    """Do something to the index; a fault is logged, and the worker's next look mends what it left."""
    try:
        with transaction.atomic():
            work()
    except Exception:
        logger.exception("the search index is behind")


def rebuild(progress: Callable[[int, int], None] = lambda done, count: None) -> int:
    """Index everything anew, and take out what is gone; return how much there is.

    Takes a function that is told how many of how many pages are done. Visitors can search meanwhile.
    """
    pks = list(_indexed_pages().values_list("pk", flat=True))
    for done, chunk in enumerate(_chunks(pks), 1):
        refresh_pages(chunk, anew=True)
        progress(min(done * CHUNK, len(pks)), len(pks))
    index.forget(Entry.objects.filter(person=None).exclude(page__in=pks))
    refresh_people(anew=True)
    Term.objects.update_or_create(key=RULES_KEY, defaults={"units": RULES})
    return Entry.objects.count()


def _indexed_pages() -> "Page":
    return listed_pages(Page.objects.filter(depth__gt=1)).order_by("pk")


def _chunks(items: Sequence[int], size: int = CHUNK) -> Iterator[list[int]]:
    return (list(items[start : start + size]) for start in range(0, len(items), size))


@every_minute
def sweep() -> None:
    """Mend what no signal told of: pages made in bulk, a PDF that was served anew, rules that changed."""
    end = time.monotonic() + SWEEP_SECONDS
    if not Term.objects.filter(key=RULES_KEY, units=RULES).exists():
        rebuild()
        return
    for chunk in _chunks(sorted(_behind())):
        refresh_pages(chunk)
        if time.monotonic() > end:
            return
    if Person.objects.filter(active=True).count() != Entry.objects.filter(kind=Kind.PERSON).count():
        refresh_people()


def _behind() -> set[int]:
    """The pages whose entry is missing, should not be there, or is of another PDF."""
    listed = set(_indexed_pages().values_list("pk", flat=True))
    entries = Entry.objects.filter(person=None)
    known = set(entries.values_list("page_id", flat=True))
    # Pages that aren't ours (Wagtail's own) are never indexed.
    missing = {
        page.pk for page in Page.objects.filter(pk__in=listed - known) if issubclass(page.specific_class, SitePage)
    }
    served = dict(entries.filter(kind=Kind.PUBLICATION).values_list("page_id", "facts"))
    for page in PublicationPage.objects.filter(pk__in=served).select_related(*PublicationPage.FILES):
        if (page.reading.pk if page.reading else None) != served[page.pk].get("reading"):
            missing.add(page.pk)
    return missing | (known - listed)
