"""What happens by itself: whatever visitors may see is indexed in the transaction that changes it."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

# Theirs come first: a page must serve its PDF before it is indexed with it.
import publications.receivers  # noqa: F401
from core.models import SiteSettings, Topic
from core.pages import SitePage
from core.signals import page_rewritten
from home.models import MissionPage, OtherHelp, TextPage
from news.models import NewsPage, Video
from people.models import Partner, PeoplePage, Person
from publications.models import PdfReading, PublicationPage
from publications.readings import reading_settled
from search.index import let_go
from search.keeping import refresh, refresh_people, safely
from search.models import Entry, Pin


@receiver(post_save)
def page_saved(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """A page that was saved whole; what is saved of a draft are fields that nobody searches in."""
    if (
        raw
        or not issubclass(sender, SitePage)
        or (update_fields is not None and not {"title", "live"} & {*update_fields})
    ):
        return
    known = Entry.objects.filter(page=instance, person=None).values_list("title", flat=True).first()
    refresh([instance.pk])
    if known is not None and known != instance.title and instance.numchild:
        # The pages below say where they stand.
        refresh(instance.get_descendants().values_list("pk", flat=True))


@receiver(page_published)
@receiver(page_unpublished)
@receiver(page_rewritten)
def page_settled(instance: Any, **kwargs: Any) -> None:
    """What is saved after the page itself (topics, those to call) is there by now."""
    if isinstance(instance, SitePage):
        refresh([instance.pk])


def goes_along(instance: Any, origin: Any = None) -> bool:
    """Whether something is deleted only because what it belongs to is: the entry is gone by then, and must stay so."""
    return origin is not None and origin is not instance and getattr(origin, "model", None) is not type(instance)


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs: Any) -> None:
    """The page and all below it stand elsewhere, and may have become private, or public."""
    _refresh_tree(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """The page and all below it became private, or public."""
    if not goes_along(instance, origin):
        _refresh_tree(instance.page)


def _refresh_tree(page: Page) -> None:
    fresh = Page.objects.filter(pk=page.pk).first()
    if fresh is not None:
        refresh(fresh.get_descendants(inclusive=True).values_list("pk", flat=True))


@receiver(m2m_changed, sender=NewsPage.topics.through)
@receiver(m2m_changed, sender=PublicationPage.topics.through)
@receiver(m2m_changed, sender=MissionPage.partners.through)
def filed_anew(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """A page was filed under other topics, or has other partners."""
    if action.startswith("post_") and not reverse:
        refresh([instance.pk])


@receiver([post_save, post_delete], sender=OtherHelp)
def other_help_changed(instance: OtherHelp, origin: Any = None, **kwargs: Any) -> None:
    """Whom a help page names."""
    if not goes_along(instance, origin):
        refresh([instance.page_id])


@receiver(pre_delete, sender=Entry)
def entry_deleted(instance: Entry, **kwargs: Any) -> None:
    """The page or the person goes, and the entry with it."""
    let_go(instance)


@receiver(post_save, sender=Person)
def person_saved(instance: Person, raw: bool = False, **kwargs: Any) -> None:
    """Somebody came, left, or has another number."""
    if not raw:
        safely(lambda: refresh_people([instance.pk]))


@receiver(m2m_changed, sender=Person.topics.through)
def person_filed_anew(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """Somebody works with other topics."""
    if action.startswith("post_"):
        safely(refresh_people if reverse else lambda: refresh_people([instance.pk]))


@receiver(post_save, sender=Topic)
def topic_saved(instance: Topic, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A topic's name stands on its page, with people, posts and publications."""
    if raw or created:
        return
    for model in (NewsPage, PublicationPage):
        refresh(model.objects.filter(topics=instance).values_list("pk", flat=True))
    refresh(MissionPage.objects.filter(topic=instance).values_list("pk", flat=True))
    safely(refresh_people)


@receiver(post_save, sender=Video)
def film_saved(instance: Video, raw: bool = False, **kwargs: Any) -> None:
    """A film's transcript is part of the posts that show it."""
    if not raw:
        refresh(NewsPage.objects.filter(video=instance).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=Partner)
def partner_changed(instance: Partner, raw: bool = False, **kwargs: Any) -> None:
    """Partners stand on the staff page and on the pages about what is done with them."""
    if not raw:
        pages = MissionPage.objects.filter(partners=instance.pk).values_list("pk", flat=True)
        refresh([*pages, *PeoplePage.objects.values_list("pk", flat=True)])


@receiver(post_save, sender=SiteSettings)
def settings_saved(instance: SiteSettings, raw: bool = False, **kwargs: Any) -> None:
    """The secretariat's address stands on pages with the block that shows it."""
    if not raw:
        refresh(TextPage.objects.values_list("pk", flat=True))


@receiver(reading_settled, sender=PdfReading)
def pdf_read(reading: PdfReading, **kwargs: Any) -> None:
    """A PDF can be read now, or not at all."""
    for key in ("pdf", "served_pdf"):
        refresh(PublicationPage.objects.filter(**{key: reading.document_id}).values_list("pk", flat=True))


@receiver(pre_save, sender=Pin)
def pin_about_to_change(instance: Pin, **kwargs: Any) -> None:
    """Remember what was pinned before."""
    instance.before = Pin.objects.filter(pk=instance.pk).first() if instance.pk else None


@receiver([post_save, post_delete], sender=Pin)
def pin_changed(instance: Pin, raw: bool = False, origin: Any = None, **kwargs: Any) -> None:
    """A word leads to an answer, or no more."""
    if goes_along(instance, origin):
        return
    pins = [pin for pin in (instance, getattr(instance, "before", None)) if pin is not None]
    refresh([pin.page_id for pin in pins if pin.page_id])
    people = [pin.person_id for pin in pins if pin.person_id]
    if people:
        safely(lambda: refresh_people(people))
