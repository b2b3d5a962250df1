"""Bring an export over, thing by thing; each is there whole or not at all, and a run that was cut off goes on."""

import logging
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from wagtail.models import Page

from core.models import Topic
from core.work import LeaseLost, Stopped
from home.models import MissionPage, SectionPage
from news.models import NewsIndexPage, NewsPage
from wordpress.models import Change, Moving, Thing
from wordpress.moving import choices, files, pages, redirects
from wordpress.moving.targets import OldSite, path_of
from wordpress.uploads import Folder, NoUploads, Packed, TooLarge, place_of
from wordpress.wxr.refused import Reason, Refused
from wordpress.wxr.spool import Entry, Spool
from wordpress.wxr.values import Item

logger = logging.getLogger(__name__)

Outcome = Change.Outcome
NAMED = {"post", "page", "attachment"}


class Run:
    """One import under way."""

    def __init__(self, moving: Moving, spool: Spool, uploads: Folder | Packed | NoUploads) -> None:
        self.moving, self.spool, self.uploads = moving, spool, uploads
        self.chosen = choices.Choices.of(moving.choices)
        self.user = moving.user
        self.things = {thing.key: thing for thing in Thing.objects.select_related("page", "image", "document")}
        self.changes = {change.key: change for change in moving.changes.all()}
        self.topics: dict[str, Topic] = {}
        self.done = 0
        self._stored: list[str] = []

    def everything(self) -> None:
        """Do what is left. Raises Refused before anything is written, LeaseLost, Stopped."""
        posts, own = self.spool.of("post"), self._pages()
        attachments = self.spool.of("attachment")
        news = NewsIndexPage.objects.first()
        place = Page.objects.filter(pk=self.chosen.place).first()
        if posts and news is None:
            raise Refused(Reason.NO_NEWS)
        if own and place is None:
            raise Refused(Reason.NO_PLACE)
        self.moving.keep(step="topics", done=0, total=len(attachments) + 2 * (len(posts) + len(own)))
        self._topics()
        for entry in attachments:
            self._each("files", entry, self._file)
        for entry in [*posts, *own]:
            self._each("pages", entry, self._place)
        site = OldSite(self.spool.facts.url, self.topics)
        filling = pages.Filling(self.spool, site, self.topics, self.user, self.chosen.live)
        for entry in [*posts, *own]:
            self._each("texts", entry, lambda item, entry: self._fill(item, entry, filling))
        self._left_out()
        self._lead()

    def _pages(self) -> list[Entry]:
        """Return the pages that come along, those above before those below."""
        wanted = [one for one in self.spool.of("page") if self.chosen.pages.get(one.key) != choices.SKIP]
        return sorted(wanted, key=lambda one: (len(self._above(one)), one.order, one.place))

    def _above(self, entry: Entry) -> list[int]:
        above: list[int] = []
        parent = self.spool.by_id.get(entry.parent)
        while parent and parent.wp_id not in above and len(above) < 50:
            above.append(parent.wp_id)
            parent = self.spool.by_id.get(parent.parent)
        return above

    def _topics(self) -> None:
        """Find or make the topics that were chosen; of a name that is there already, no second one."""
        with transaction.atomic():
            made = list(self.moving.facts.get("made_topics", []))
            for key, term in self.spool.facts.terms.items():
                choice = self.chosen.topics.get(key, choices.NONE)
                topic = Topic.objects.filter(pk=choice).first() if choice.isdecimal() else None
                if choice == choices.NEW:
                    topic = choices.matching(term, Topic.objects.all())
                    if topic is None:
                        topic = Topic(name=term.name[:60], sentence=term.name[:120])
                        with suppress(ValueError, DatabaseError), transaction.atomic():
                            topic.save()
                        if topic.pk and topic.slug:
                            made.append(topic.pk)
                if topic and topic.pk:
                    self.topics[key] = topic
            self.moving.keep(facts={**self.moving.facts, "made_topics": made})

    def _each(self, step: str, entry: Entry, doing: Any) -> None:
        """Do one thing in a transaction of its own; one that fails is left out and told of."""
        self.done += 1
        change = self.changes.get(entry.key)
        if change and (change.is_filled or step == "pages"):
            return
        self._stored = []
        try:
            with transaction.atomic():
                doing(self.spool.read(entry), entry)
                self.moving.keep(step=step, done=self.done, attempts=1)
        except (LeaseLost, Stopped):
            self._forget()
            raise
        except Exception:
            logger.exception("“%s” of import %s is left out", entry.key, self.moving.pk)
            self._forget()
            with transaction.atomic():
                self._take_back(entry)
                self.moving.keep(step=step, done=self.done)

    def _forget(self) -> None:
        """Delete files whose rows were rolled back."""
        for name in self._stored:
            default_storage.delete(name)

    def _take_back(self, entry: Entry) -> None:
        """Leave out what failed: a page that has its place already stays a draft without text."""
        if not Thing.objects.filter(key=entry.key).exists():
            self.things.pop(entry.key, None)
        change = self.moving.changes.filter(key=entry.key).first() or self._change(entry, Outcome.LEFT)
        self.changes[entry.key] = change
        change.is_filled = True
        change.note("failed")
        change.save()

    def _change(self, entry: Entry, outcome: Any, thing: Thing | None = None) -> Change:
        change = Change(
            moving=self.moving,
            key=entry.key,
            kind=entry.kind,
            title=entry.title or entry.slug,
            address=entry.link,
            outcome=outcome,
            thing=thing,
        )
        self.changes[entry.key] = change
        return change

    def _thing(self, item: Item, entry: Entry) -> Thing:
        thing = Thing(key=entry.key, kind=entry.kind, wp_id=item.wp_id, moving=self.moving, parent=item.parent)
        thing.slug, thing.path = (
            unquote(item.slug)[:255],
            path_of(item.link) if item.link and "?" not in item.link else "",
        )
        thing.file = place_of(item.file or item.file_url)[:500] if entry.kind == "attachment" else ""
        thing.caption = pages.plain(item.excerpt)[:200] if entry.kind == "attachment" else ""
        self.things[entry.key] = thing
        return thing

    def _file(self, item: Item, entry: Entry) -> None:
        thing = self.things.get(entry.key)
        if thing and Thing.objects.filter(pk=thing.pk).exists():
            self._file_again(item, entry, thing)
            return
        change = self._change(entry, Outcome.ADDED)
        try:
            with self.uploads.open(item.file or item.file_url) as file:
                thing = self._thing(item, entry)
                self._bring(item, file, thing, change)
        except FileNotFoundError:
            change.note("missing_file", place_of(item.file or item.file_url))
        except TooLarge:
            change.note("file_too_large")
        except files.Unusable as error:
            change.note(str(error))
        if thing is None or thing.is_gone:
            self.things.pop(entry.key, None)
            change.outcome = Outcome.LEFT
        else:
            thing.save()
            change.thing = thing
        change.save()

    def _bring(self, item: Item, file: Any, thing: Thing, change: Change) -> None:
        if files.is_pdf(thing.file):
            thing.document = files.make_document(item, file, self.user)
            self._stored.append(thing.document.file.name)
            if self.chosen.publications and self._was_shown(item):
                thing.page = files.make_publication(thing.document, item, self.user, self.chosen.live)
                thing.was_live = self.chosen.live
                thing.revision = thing.page.latest_revision_id if thing.page else 0
        elif not files.is_picture(thing.file):
            raise files.Unusable("kind_of_picture")
        else:
            thing.image = files.make_image(item, file, self.user)
            self._stored.append(thing.image.file.name)
            thing.mark = files.mark_of(files.words_of(item))
            if not thing.image.description:
                change.note("no_alt")

    def _was_shown(self, item: Item) -> bool:
        """Whether visitors saw the page that a file hung on; one that isn't among what came lay in the bin."""
        above = self.spool.by_id.get(item.parent)
        if not above:
            return not item.parent
        return above.status == "publish" and not self.spool.read(above).has_password

    def _file_again(self, item: Item, entry: Entry, thing: Thing) -> None:
        """The words about a picture follow the old site, unless the staff have written their own."""
        change = self._change(entry, Outcome.SAME, thing)
        image, words = thing.image, files.words_of(item)
        if thing.is_gone:
            change.outcome = Outcome.KEPT
            change.note("deleted_here")
        elif image and files.mark_of({"title": image.title, "description": image.description}) != thing.mark:
            change.outcome = Outcome.KEPT
        elif image and files.mark_of(words) != thing.mark:
            change.outcome = Outcome.UPDATED
            image.title, image.description, thing.mark = words["title"], words["description"], files.mark_of(words)
            image.save()
            thing.save()
        change.save()

    def _place(self, item: Item, entry: Entry) -> None:
        """Give a post or page its place; one that is there already keeps it."""
        thing = self.things.get(entry.key)
        if thing and Thing.objects.filter(pk=thing.pk).exists():
            change = self._change(entry, Outcome.SAME, thing)
            change.is_filled = thing.page_id is None
            if thing.page_id is None:
                change.outcome = Outcome.KEPT
                change.note("deleted_here")
            change.save()
            return
        change = self._change(entry, Outcome.ADDED)
        thing = self._thing(item, entry)
        thing.page = self._new_page(item, entry, change)
        thing.save()
        change.thing, change.is_filled = thing, False
        change.save()

    def _new_page(self, item: Item, entry: Entry, change: Change) -> Page:
        if entry.kind == "post":
            return pages.make_shell(NewsPage, item, NewsIndexPage.objects.get(), self.user, change)
        parent = self._parent(entry, change)
        kind, more = pages.kind_of(self.chosen.pages.get(entry.key, choices.TEXT)), {}
        if kind is MissionPage:
            topic = choices.free_topic(item.title)
            if topic is None or not isinstance(parent, SectionPage):
                change.note("not_mission")
                kind = pages.kind_of(choices.TEXT)
            else:
                more = {"topic": topic}
        return pages.make_shell(kind, item, parent, self.user, change, **more)

    def _parent(self, entry: Entry, change: Change) -> Page:
        """Return the page that a page belongs below: the one it had, or the chosen place."""
        above = self.spool.by_id.get(entry.parent)
        thing = self.things.get(above.key) if above else None
        place = Page.objects.get(pk=self.chosen.place).specific
        if thing is None or not thing.page_id:
            if entry.parent:
                change.note("no_parent")
            return place
        parent = Page.objects.get(pk=thing.page_id).specific
        if pages.kind_of(choices.TEXT) in parent.allowed_subpage_models():
            return parent
        change.note("no_parent")
        return place

    def _fill(self, item: Item, entry: Entry, filling: pages.Filling) -> None:
        """Write a page's text, unless the staff have been at it."""
        change = self.changes[entry.key]
        thing = Thing.objects.select_related("page").get(pk=change.thing_id)
        page = thing.page.specific
        is_new = change.outcome == Outcome.ADDED
        change.is_filled = True
        if not is_new and thing.revision and pages.is_touched(page, thing):
            change.outcome = Outcome.KEPT
            change.save()
            return
        values = filling.content(item, type(page), change, pages.title_of(item, Change()))
        if not is_new and thing.was_live:
            # What was put online stays there, whatever is chosen for what is new.
            values["live"] = item.status in ("publish", "private")
        if not is_new and pages.mark_of(values) == thing.mark:
            change.save()
            return
        if not is_new:
            change.outcome, change.before = Outcome.UPDATED, page.latest_revision_id
        if values["live"]:
            redirects.remember(self.moving, page)
        filling.write(page if is_new else pages.newest(page), values, thing)
        change.save()

    def _left_out(self) -> None:
        """Tell of everything that has no place here."""
        skipped = {entry.key for entry in self.spool.of("page")} - {entry.key for entry in self._pages()}
        rest = [one for one in self.spool.entries if one.kind not in (*NAMED, "wp_block") or one.key in skipped]
        with transaction.atomic():
            for entry in rest:
                if entry.key not in self.changes:
                    change = self._change(entry, Outcome.LEFT)
                    change.note("not_chosen" if entry.key in skipped else "unknown_kind", entry.kind)
                    change.save()
            self.moving.keep()

    def _lead(self) -> None:
        """Let the old addresses of all that came along lead to it; of drafts, once they are published."""
        changes = self.moving.changes.filter(thing__page__isnull=False).select_related("thing__page")
        for change in list(changes):
            # One by one, so that nobody who writes meanwhile has to wait.
            with transaction.atomic():
                if any([self._lead_to(change.thing.page, path) for path in redirects.paths_of(change.thing)]):
                    self.moving.keep(step="addresses", attempts=1)
        with transaction.atomic():
            redirects.lead_topics(self.moving, self.topics, list(self.spool.facts.terms))
            self.moving.keep()

    def _lead_to(self, page: Page, path: str) -> bool:
        taken = not page.live and redirects.Redirect.objects.filter(old_path=path).exists()
        return not taken and redirects.lead(self.moving, path, page)
