"""The components around a text: head, foot, menus, lists of links, forms."""

from django.utils.translation import gettext_lazy as _

from editorial.patterns.examples import LONG, PARAGRAPH
from editorial.patterns.places import (
    GRID,
    LIST,
    LONGEST,
    MAIN,
    NO_PICTURE,
    NOTHING,
    ORDINARY,
    PAGE,
    PLAIN,
    SHORTEST,
    SOURCE,
    Pattern,
    Place,
    field_values,
    openings,
    topic,
)

FRAME: dict[str, Pattern] = {
    "call_band": Pattern(_("The call across the page"), PAGE, lambda e: [(ORDINARY, {"person": e.person()})]),
    "child": Pattern(
        _("Page below a section"),
        LIST,
        lambda e: [
            (ORDINARY, {"entry": e.post()}),
            (NO_PICTURE, {"entry": e.post(image=None)}),
            (LONGEST, {"entry": e.post(title=LONG, summary=PARAGRAPH)}),
            (SHORTEST, {"entry": e.post(title="Nej", summary=""), "plain": True}),
        ],
    ),
    "crumbs": Pattern(
        _("Breadcrumb"),
        PAGE,
        lambda e: [
            (ORDINARY, {"crumbs": [e.entry("Forside"), e.entry("Det gør vi"), e.entry("Analyse")]}),
            (LONGEST, {"crumbs": [e.entry("Forside"), e.entry(LONG), e.entry(LONG)]}),
        ],
    ),
    "directory": Pattern(
        _("Directory of topics"),
        GRID,
        lambda e: [
            (ORDINARY, {"topics": [e.topic() for _number in range(3)], "person": e.person(), "url": "#"}),
            (PLAIN, {"topics": [e.topic(), e.topic(sentence="", contact=None)], "plain": True}),
            (LONGEST, {"topics": [e.topic(sentence=LONG, contact=e.long_person)] * 2}),
        ],
    ),
    "editbar": Pattern(
        _("Edit bar"),
        PAGE,
        lambda e: [
            (ORDINARY, {"bar": {"published": e.day, "edit_url": "#", "versions_url": "#"}}),
            (_("The draft is newer"), {"bar": {"newer_draft": True, "edit_url": "#", "versions_url": "#"}}),
        ],
        _("Only staff who are signed in see it, above the page."),
    ),
    "error_summary": Pattern(
        _("What is to be put right"),
        Place("div", "band__main--text"),
        lambda e: [
            (ORDINARY, {"form": e.form(wrong=True)}),
            (_("A sentence alone"), {"form": e.form(wrong=True, fields=False)}),
        ],
    ),
    "filter": Pattern(
        _("Filter"),
        MAIN,
        lambda e: [
            (ORDINARY, {"entries": [e.entry("Analyse"), e.entry("Netværksarbejde")], "all_url": "#", "label": "Emne"}),
            (_("One chosen"), {"entries": [{**e.entry(""), "year": 2016, "current": True}], "label": "År"}),
            (LONGEST, {"entries": [e.entry(LONG)] * 4, "all_url": "#", "label": "Emne"}),
        ],
    ),
    "footer": Pattern(
        _("Footer"),
        PAGE,
        lambda e: [(ORDINARY, {"site": e.site, "name": e.site.settings.name}), (NOTHING, {"name": "Eksempel"})],
    ),
    "footer_menu": Pattern(
        _("Menu of the footer"), Place("div", "wrap foot", grid=False), lambda e: [(ORDINARY, {"menu": e.menu})]
    ),
    "form": Pattern(
        _("Form"),
        PAGE,
        lambda e: [
            (ORDINARY, {"form": e.form(), "action": "#", "button": "Send"}),
            (_("Wrongly filled in"), {"form": e.form(wrong=True), "action": "#", "button": "Send"}),
        ],
    ),
    "form_field": Pattern(
        _("Field of a form"),
        Place("div", "band__main--text form"),
        lambda e: [
            (ORDINARY, field_values(e.form()["email"])),
            (_("Wrongly filled in"), field_values(e.form(wrong=True)["email"])),
            (LONGEST, field_values(e.form()["organisation"])),
            (_("A list to choose from"), field_values(e.form()["people"])),
        ],
    ),
    "lost": Pattern(
        _("The way on from an error page"),
        PAGE,
        lambda e: [
            (ORDINARY, {"site": e.site, "topics": [e.topic(), e.topic(contact=None)]}),
            (_("Without topics"), {"site": e.site}),
            (_("Without a database"), {}),
        ],
    ),
    "mark": Pattern(_("The mark"), Place("span", "wrap brandmark", grid=False), lambda e: [(ORDINARY, {})]),
    "masthead": Pattern(
        _("Head of the page"),
        PAGE,
        lambda e: [
            (ORDINARY, {"name": e.site.settings.name, "menu": e.menu, "here": {"url": "#her"}}),
            (NOTHING, {"name": e.site.settings.name}),
        ],
    ),
    "menu": Pattern(
        _("Main menu"),
        Place("div", "wrap masthead masthead__row", grid=False),
        lambda e: [
            (ORDINARY, {"menu": e.menu, "here": {"url": "#her"}, "search": "#"}),
            (LONGEST, {"menu": [e.entry("Boligorganisationernes samarbejdspartnere")] * 7}),
        ],
    ),
    "opengraph": Pattern(
        _("Shown when shared"),
        SOURCE,
        lambda e: [(ORDINARY, {"site": e.site, "page": e.home, "site_name": e.site.settings.name})],
        _("Nobody sees it on the page: it tells other sites what to show when somebody shares a link."),
    ),
    "opening": Pattern(_("Head of an inner page"), PAGE, openings),
    "pagination": Pattern(
        _("Pages of a list"),
        MAIN,
        lambda e: [
            (_("The first page"), {"pagination": {"number": 1, "count": 5, "next_url": "#"}}),
            (_("A page in between"), {"pagination": {"number": 2, "count": 5, "previous_url": "#", "next_url": "#"}}),
            (_("The last page"), {"pagination": {"number": 5, "count": 5, "previous_url": "#"}}),
        ],
    ),
    "phone_link": Pattern(_("The main number"), MAIN, lambda e: [(ORDINARY, {"site": e.site, "css": "foot__no"})]),
    "printfoot": Pattern(
        _("Foot on paper"),
        PAGE,
        lambda e: [(ORDINARY, {"site": e.site, "name": e.site.settings.name})],
        _("Seen on paper only: print this page to look at it."),
    ),
    "searchform": Pattern(
        _("Search form"),
        MAIN,
        lambda e: [
            (ORDINARY, {"action": "#", "large": True, "text": "nytårskur"}),
            (_("On an error page"), {"action": "#"}),
            (LONGEST, {"action": "#", "large": True, "text": LONG * 4}),
        ],
    ),
    "sidenav": Pattern(
        _("Neighbouring pages"),
        GRID,
        lambda e: [(ORDINARY, {"entries": [e.entry(LONG, current=True), e.entry("Analyse")], "title": "Det gør vi"})],
    ),
    "skip": Pattern(
        _("Skip link"),
        PAGE,
        lambda e: [(ORDINARY, {"target": "indhold"}), (_("Contact"), {"target": "kontakt", "contact": True})],
        _("Seen when the keyboard reaches it: press Tab."),
    ),
    "skip_contact": Pattern(
        _("Skip link to the contact"),
        PAGE,
        lambda e: [(ORDINARY, {"person": e.person()})],
        _("Seen when the keyboard reaches it: press Tab."),
    ),
    "skyline": Pattern(_("Skyline"), PAGE, lambda e: [(ORDINARY, {})]),
    "topic": Pattern(
        _("Topic"),
        LIST,
        lambda e: [
            (ORDINARY, topic(e)),
            (_("A drawing"), topic(e, image=None, drawing="img/door.svg")),
            (_("Without a number"), topic(e, person=e.writes)),
            (_("Nobody to call"), topic(e, person=None, area="")),
            (LONGEST, topic(e, title=LONG, area=LONG, person=e.long_person)),
            (PLAIN, topic(e, plain=True)),
        ],
    ),
}
