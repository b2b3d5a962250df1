"""Load the initial content into a new database: everything or nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from core.addresses import follow_site_url
from core.models import SiteDocument, SiteImage, SiteSettings, Topic
from home.initial import texts_missions, texts_news, texts_pages
from home.initial.files import StoredFiles, load_film, load_images, load_report_file, removed_on_failure
from home.initial.old_addresses import add_redirects
from home.initial.texts_missions import Mission
from home.initial.tree import Tree
from home.models import HelpPage, HomePage, MissionPage, OtherHelp, SectionPage, TextPage
from news.models import InvitationPage, NewsIndexPage, NewsPage, Video
from people.models import Partner, PeoplePage, Person
from publications.models import PublicationIndexPage, PublicationPage

Say = Callable[[str], None]


class NotMigrated(Exception):
    """The database lacks what Wagtail's migrations put there."""


def site_exists() -> bool:
    """Return whether there is a front page, published or not."""
    return HomePage.objects.exists()


def load_site(say: Say) -> bool:
    """Load the initial content and tell each step; return False, changing nothing, when a site exists.

    Takes a function that is given one line for each step. Raises NotMigrated on a database without Wagtail's root
    page, OSError when a file can't be stored, ValidationError when a model refuses a text; nothing is left then,
    in the database or the media storage.
    """
    try:
        with removed_on_failure() as files, transaction.atomic():
            # Two loads at once: the second waits here, and then finds a site.
            root = Page.objects.select_for_update().filter(depth=1).first()
            if root is None:
                raise NotMigrated("the database lacks Wagtail's root page; run `manage.py migrate` on a new database")
            if site_exists():
                return False
            _Load(say, files).run(root)
    except BaseException:
        # It may hold the addresses of pages that were rolled back.
        Site.clear_site_root_paths_cache()
        raise
    return True


class _Load:
    """One run of the loader: what a later step needs of an earlier one."""

    images: dict[str, SiteImage]
    report_file: SiteDocument
    film: Video
    topics: list[Topic]
    leader: Person
    cornerstones: list[Partner]

    def __init__(self, say: Say, files: StoredFiles) -> None:
        self.say = say
        self.files = files

    def run(self, root: Page) -> None:
        """Do every step; the texts' own modules say what is loaded."""
        self.images = load_images(self.files)
        self.say(f"Images: {len(self.images)}, each with its description")
        self.report_file = load_report_file(self.files)
        self.film = load_film(self.files, self.images["video-julehilsen-poster.png"])
        self.say("Files: the annual report as PDF, the greeting as film with captions")
        self.topics = [self._topic(place, mission) for place, mission in enumerate(texts_missions.MISSIONS, 1)]
        self.say(f"Topics: {len(self.topics)}")
        self._people()
        tree = Tree(self.images)
        home = self._pages(tree, root)
        _make_root_of_site(home)
        self.say(f"Pages: {tree.publish()}, published")
        self._settings(tree)
        self.say(f"Old addresses: {add_redirects(tree.pages)} redirects")

    def _topic(self, place: int, mission: Mission) -> Topic:
        image = self.images[mission.window]
        # Tens leave room for a topic in between.
        return _saved(Topic(name=mission.page.title, sentence=mission.question, image=image, sort_order=place * 10))

    def _people(self) -> None:
        """The leader, and the two cornerstones among the partners."""
        self.leader = _saved(Person(**texts_pages.LEADER))
        self.leader.topics.set(self.topics[:1])
        self.cornerstones = [
            _saved(Partner(name=name, kind=Partner.Kind.CORNERSTONE, sentence=sentence))
            for name, sentence in texts_pages.CORNERSTONES.items()
        ]
        self.say(f"People: {self.leader.name}; partners: {len(self.cornerstones)}")

    def _pages(self, tree: Tree, root: Page) -> HomePage:
        """The whole tree, in the menu's order."""
        home = tree.add(
            root,
            HomePage,
            texts_pages.HOME,
            heading=texts_pages.HOME_HEADING,
            lead=texts_pages.HOME_LEAD,
            contact=self.leader,
        )
        self._missions(tree, home)
        news = tree.add(home, NewsIndexPage, texts_news.INDEX)
        self._posts(tree, news, self._publications(tree, home))
        about = tree.add(home, SectionPage, texts_pages.ABOUT)
        tree.add(about, PeoplePage, texts_pages.PEOPLE)
        tree.add(about, TextPage, texts_pages.PRESS, contact=self.leader)
        others = [OtherHelp(name=name, reason=reason, phone=phone) for name, reason, phone in texts_pages.OTHERS]
        tree.add(home, HelpPage, texts_pages.HELP, heading=texts_pages.HELP_HEADING, others=others)
        for words in (texts_pages.CONTACT, texts_pages.ACCESSIBILITY, texts_pages.PRIVACY):
            tree.add(home, TextPage, words, contact=self.leader)
        return home

    def _missions(self, tree: Tree, home: Page) -> None:
        section = tree.add(home, SectionPage, texts_missions.SECTION)
        for mission, topic in zip(texts_missions.MISSIONS, self.topics, strict=True):
            partners = self.cornerstones if mission.with_cornerstones else []
            fields = {"heading": mission.heading, "topic": topic, "contact": self.leader, "partners": partners}
            tree.add(section, MissionPage, mission.page, **fields)

    def _publications(self, tree: Tree, home: Page) -> PublicationPage:
        index = tree.add(home, PublicationIndexPage, texts_news.PUBLICATIONS)
        return tree.add(
            index,
            PublicationPage,
            texts_news.REPORT,
            pdf=self.report_file,
            cover=self.images[texts_news.REPORT.picture],
            year=2016,
            published_on=texts_news.RECEPTION_2017,
            topics=self.topics,
        )

    def _posts(self, tree: Tree, news: Page, report: PublicationPage) -> None:
        """The four posts, oldest first, and the example of an open invitation."""
        policy, _analysis, _support, network, press = self.topics
        here = {"place": "Det Boligsociale Fællessekretariat", "place_address": texts_pages.TOWN}
        ask = {"contact": self.leader}
        tree.add(news, NewsPage, texts_news.LAUNCH, date=texts_news.LAUNCHED, topics=[policy, press], **ask)
        tree.add(
            news, NewsPage, texts_news.GREETING, date=texts_news.GREETED, topics=[policy, press], video=self.film, **ask
        )
        fields: dict[str, Any] = {"start": _reception(texts_news.RECEPTION_2017), "topics": [policy, network]}
        tree.add(news, InvitationPage, texts_news.INVITATION, date=texts_news.INVITED, **fields, **here, **ask)
        fields = {"topics": [policy, press], "publication": report}
        tree.add(news, NewsPage, texts_news.REPORT_POST, date=texts_news.REPORTED, **fields, **ask)
        today = timezone.localdate()
        day = texts_news.coming_reception(today)
        fields = {"start": _reception(day), "deadline": texts_news.sign_up_deadline(day, today), "topics": [network]}
        words = texts_news.sample_invitation(day)
        tree.add(news, InvitationPage, words, date=today, **fields, **here, **ask)
        self.say(f"Posts: the four of the old site, and as an example the reception on {day}")

    def _settings(self, tree: Tree) -> None:
        """The secretariat's name and town, and the pages that the law asks for."""
        facts = SiteSettings.load()
        facts.tagline, facts.address = texts_pages.TAGLINE, texts_pages.TOWN
        facts.accessibility_page = Page.objects.get(pk=tree.pages["/tilgaengelighed/"].pk)
        facts.privacy_page = Page.objects.get(pk=tree.pages["/privatliv/"].pk)
        _saved(facts)
        self.say(f"Settings: {facts.name}, {facts.address}")


def _saved(instance: Any) -> Any:
    """Save a model instance that passes its own checks, and return it; raises ValidationError when it doesn't."""
    instance.full_clean()
    instance.save()
    return instance


def _reception(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(texts_news.RECEPTION_HOUR)))


def _make_root_of_site(home: HomePage) -> None:
    """Let the default site begin at the front page, and take Wagtail's welcome page away."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.site_name, site.root_page = SiteSettings._meta.get_field("name").default, home
    site.save()
    follow_site_url()
    for welcome in Page.objects.filter(depth=home.depth, slug="home", numchild=0).exclude(pk=home.pk):
        if welcome.specific_class is Page:
            welcome.delete()
