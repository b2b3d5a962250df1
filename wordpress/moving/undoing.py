"""Take an import back, whole: its pages, images, documents, redirects and topics; what it updated is as before."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from wagtail.models import Page, ReferenceIndex

from core.models import Topic
from home.models import MissionPage
from news.models import NewsPage
from publications.models import PublicationPage
from wordpress.models import Change, Moving, Thing
from wordpress.moving import pages, redirects


def everything(moving: Moving) -> None:
    """Undo what is left to undo, thing by thing. Raises LeaseLost, Stopped."""
    moving.keep(step="addresses", done=0, total=moving.things.count())
    redirects.undo(moving)
    for change in moving.changes.filter(outcome=Change.Outcome.UPDATED, before__isnull=False).select_related("thing"):
        with transaction.atomic():
            _give_back(change, moving)
            moving.keep(attempts=1)
    # Pages before the files they show, those below before those above.
    things = moving.things.select_related("page").order_by(F("page__path").desc(nulls_last=True), "-pk")
    for done, thing in enumerate(things, 1):
        with transaction.atomic():
            _remove(thing)
            moving.keep(step="things", done=done, attempts=1)
    with transaction.atomic():
        redirects.give_back(moving)
        for topic in Topic.objects.filter(pk__in=moving.facts.get("made_topics", [])):
            if not _is_used(topic):
                topic.delete()
        moving.keep()


def _give_back(change: Change, moving: Moving) -> None:
    thing = change.thing
    page = thing.page.specific if thing and thing.page_id and thing.moving_id != moving.pk else None
    if page is not None and change.before and pages.restore(page, change.before, thing, moving.user):
        change.note("given_back")
    change.before = None
    change.save()


def _remove(thing: Thing) -> None:
    if thing.page_id:
        page = Page.objects.get(pk=thing.page_id).specific
        _save_below(page)
        Page.objects.get(pk=thing.page_id).specific.delete()
    for one in (thing.document, thing.image):
        if one is not None and not _in_use(one):
            # Somebody may have put it on a page in this very moment.
            with suppress(ProtectedError), transaction.atomic():
                one.delete()
    thing.delete()


def _save_below(page: Page) -> None:
    """Move pages that the staff have put below one that goes to the page above it."""
    for child in page.get_children():
        if not Thing.objects.filter(page=child.pk).exists():
            above = Page.objects.get(pk=page.pk).get_parent()
            Page.objects.get(pk=child.pk).move(above, pos="last-child")


def _in_use(one: Any) -> bool:
    """Whether anything that is still there shows an image or a document."""
    for reference in ReferenceIndex.get_references_to(one):
        model = reference.base_content_type.model_class()
        if model and model._base_manager.filter(pk=reference.object_id).exists():
            return True
    return PublicationPage.objects.filter(pdf=one.pk).exists() if one._meta.model_name == "sitedocument" else False


def _is_used(topic: Topic) -> bool:
    pages_of = (NewsPage.objects.filter(topics=topic), PublicationPage.objects.filter(topics=topic))
    return any(found.exists() for found in (*pages_of, MissionPage.objects.filter(topic=topic)))
