"""The staff page: everybody who works here, each once, by topic where that is asked for; and the partners."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from core.addresses import absolute
from core.danish.slugs import danish_slug
from core.danish.sorting import danish_key
from core.models import Topic
from core.pages import SitePage
from core.pictures import prefetch_pictures
from people import qr, vcard
from people.models.partner import Partner
from people.models.person import Person


class PeoplePage(RoutablePageMixin, SitePage):
    """Everybody who works here, by topic, and the partners; each person's card and QR code lie below it."""

    subpage_types: list[str] = []
    max_count = 1
    is_fixture = is_single = True

    class Meta:
        verbose_name = _("staff page")
        verbose_name_plural = _("staff pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the people, of one topic where that is asked for, the topics to choose among, and the partners."""
        context = super().get_context(request, *args, **kwargs)
        everybody = Person.objects.select_related("portrait", "stand_in").prefetch_related("topics")
        people = with_addresses(everybody, self.get_url(request))
        people.sort(key=lambda person: (person.sort_order, danish_key(person.name)))
        context["topics"] = entries = topics_of(people, self.get_url(request))
        context["topics_url"] = self.get_url(request)
        if slug := kwargs.get("topic", ""):
            context |= self._chosen(request, entries, slug)
            people = [person for person in people if context["topic"] in person.topics.all()]
        partners = [] if slug else list(Partner.objects.select_related("logo"))
        prefetch_pictures(
            [*(person.portrait for person in people), *(partner.logo for partner in partners)],
            "portrait",
            "logo",
        )
        context["people"] = self.shown_people = people
        context["partner_groups"] = partners_by_kind(partners)
        return context

    @staticmethod
    def _chosen(request: HttpRequest, entries: list[dict[str, Any]], slug: str) -> dict[str, Any]:
        """Mark the chosen topic among the filter's entries; 404 for one that nobody has."""
        entry = next((one for one in entries if one["slug"] == slug), None)
        if entry is None:
            raise Http404
        entry["current"] = True
        request.list_heading = gettext("Staff: %(topic)s") % {"topic": entry["name"]}
        return {"topic": entry["topic"], "heading": request.list_heading}

    @path("emne/<str:slug>/", name="topic")
    def people_of_topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Only those who work with one topic; 404 for a topic that nobody has."""
        return TemplateResponse(request, self.get_template(request), self.get_context(request, topic=slug))

    # Wagtail adds the slash when it routes.
    @re_path(r"^(?P<slug>[a-z0-9-]+)\.vcf/?$", name="vcard")
    def serve_card(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Answer with a person's vCard; 404 for a name that nobody has who works here and can be reached."""
        person = self._person(slug)
        card = person.card(absolute(self.get_url(request)), absolute(person.card_url))
        response = HttpResponse(vcard.vcard(card), content_type=vcard.CONTENT_TYPE)
        response["Content-Disposition"] = f'inline; filename="{slug}.vcf"'
        return response

    @re_path(r"^(?P<slug>[a-z0-9-]+)-qr\.svg/?$", name="qr")
    def serve_qr(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Answer with the QR code that calls a person, or writes where there is no number; 404 like the vCard."""
        return HttpResponse(qr.qr_svg(self._person(slug).call_address), content_type=qr.CONTENT_TYPE)

    def _person(self, slug: str) -> Person:
        people = with_addresses(Person.objects.select_related("portrait"), self.url)
        person = next((one for one in people if one.slug == slug and one.call_address), None)
        if person is None:
            raise Http404
        return person

    def structured_data(self) -> list[dict[str, Any]]:
        """Everybody on the page."""
        return [person.structured_data() for person in getattr(self, "shown_people", [])]


def with_addresses(people: Iterable[Person], url: str) -> list[Person]:
    """Return those of all people who work here, with ``slug``, ``card_url`` and ``qr_url`` ("" without contact).

    The slug is the name's. Of several with one name the first in the register has it alone, and keeps it also after
    leaving, so that no address comes to mean another person.
    """
    taken: set[str] = set()
    active = []
    for person in sorted(people, key=lambda person: person.pk):
        base = danish_slug(person.name) or f"medarbejder-{person.pk}"
        person.slug = base if base not in taken else f"{base}-{person.pk}"
        taken.add(person.slug)
        person.card_url = f"{url}{person.slug}.vcf" if person.call_address else ""
        person.qr_url = f"{url}{person.slug}-qr.svg" if person.call_address else ""
        if person.active:
            active.append(person)
    return active


def topics_of(people: list[Person], url: str) -> list[dict[str, Any]]:
    """Return the topics that people have, in the topics' order, as links of a filter on the page at an address.

    Gives each person the topics by name (``topic_names``).
    """
    topics: dict[int, Topic] = {}
    for person in people:
        own = sorted(person.topics.all(), key=lambda topic: (topic.sort_order, danish_key(topic.name)))
        topics |= {topic.pk: topic for topic in own}
        person.topic_names = [topic.name for topic in own]
    ordered = sorted(topics.values(), key=lambda topic: (topic.sort_order, danish_key(topic.name)))
    return [
        {"name": one.name, "slug": one.slug, "url": f"{url}emne/{one.slug}/", "current": False, "topic": one}
        for one in ordered
    ]


def partners_by_kind(partners: list[Partner]) -> list[dict[str, Any]]:
    """Return partners by kind, cornerstones first, in Danish order; kinds without partners are left out."""
    kinds = dict(Partner.Kind.choices)
    partners = sorted(partners, key=lambda partner: danish_key(partner.name))
    groups = [{"name": kinds[kind], "partners": [p for p in partners if p.kind == kind]} for kind in kinds]
    return [group for group in groups if group["partners"]]
