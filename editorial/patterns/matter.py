"""The components that say something: people, posts, invitations, publications, pictures."""

from django.utils.translation import gettext_lazy as _

from editorial.patterns.examples import LONG, PARAGRAPH, SENTENCE
from editorial.patterns.places import (
    ASIDE,
    CANCELLED,
    CLOSED,
    GRID,
    LONGEST,
    MAIN,
    NEWS,
    NO_PICTURE,
    NOTHING,
    OPEN,
    ORDINARY,
    PAGE,
    PAST,
    PEOPLE,
    SHORTEST,
    TEXT,
    Pattern,
    Place,
    contacts,
    events,
    publications,
)

MATTER: dict[str, Pattern] = {
    "away": Pattern(
        _("Away for a while"),
        MAIN,
        lambda e: [
            (ORDINARY, {"person": e.away.reached()}),
            (_("Short"), {"person": e.away.reached(), "short": True}),
            (_("Nobody stands in"), {"person": {**vars(e.away), "instead_of": e.away}}),
            (LONGEST, {"person": {**vars(e.long_person), "instead_of": e.away}}),
        ],
    ),
    "bill": Pattern(_("Next invitation"), GRID, events(lambda event: {"invitation": event})),
    "body": Pattern(
        _("Blocks of a text"), TEXT, lambda e: [(name, {"body": body, "site": e.site}) for name, body in e.bodies()]
    ),
    "call": Pattern(_("The call"), MAIN, contacts(lambda person: {"person": person, "lead": SENTENCE})),
    "citation": Pattern(
        _("How to cite it"),
        ASIDE,
        lambda e: [
            (ORDINARY, {"text": "Det Boligsociale Fællessekretariat (2017). „Årsskrift 2016 (eksempel)”. Aarhus."}),
            (LONGEST, {"text": f"{LONG}, s. 3. https://example.org/{'meget-lang-adresse-' * 6}#side-3"}),
        ],
    ),
    "contact": Pattern(_("Contact card"), ASIDE, contacts(lambda person: {"person": person})),
    "contact_actions": Pattern(
        _("Call and write"),
        MAIN,
        lambda e: [
            (ORDINARY, {"person": e.person()}),
            (_("As the page's main action"), {"person": e.person(), "main": True}),
            (_("With the number"), {"person": e.person(), "number": True}),
            (_("Without a number"), {"person": e.writes, "main": True}),
        ],
    ),
    "contact_aside": Pattern(
        _("Contact beside a text"),
        GRID,
        lambda e: [
            (ORDINARY, {"person": e.person(), "topic": e.topic()}),
            (_("With a sentence of one's own"), {"person": e.pictured, "text": SENTENCE}),
            (_("Beside a foreign text"), {"person": e.person(), "foreign": True}),
        ],
    ),
    "contents": Pattern(
        _("Contents"),
        TEXT,
        lambda e: [
            (ORDINARY, {"entries": [e.entry("Forord", page=3), e.entry("Eksempel på et kapitel", page=12)]}),
            (LONGEST, {"entries": [e.entry(LONG, page=104), e.entry("Uden link", page=5, url="")]}),
            (
                _("On two levels"),
                {"entries": [e.entry("Eksempel", page=3, children=[e.entry("Eksempel på et afsnit", page=4)])]},
            ),
        ],
    ),
    "correction": Pattern(
        _("Correction"),
        TEXT,
        lambda e: [
            (ORDINARY, {"text": SENTENCE, "day": e.day}),
            (_("Without a date"), {"text": SENTENCE}),
            (LONGEST, {"text": PARAGRAPH, "day": e.day}),
        ],
    ),
    "cover": Pattern(
        _("Cover"),
        Place("div", "band__aside paper"),
        lambda e: [
            (ORDINARY, {"publication": e.publication()}),
            (_("The PDF's own first page"), {"publication": e.own_cover, "main": True}),
        ],
    ),
    "face": Pattern(
        _("Portrait"),
        Place("div", "band__aside contact__who"),
        lambda e: [
            (ORDINARY, {"person": e.pictured}),
            (NO_PICTURE, {"person": e.person()}),
            (_("The leader"), {"person": e.person(), "brick": True}),
            (SHORTEST, {"person": e.person(initials="Å")}),
        ],
    ),
    "facts": Pattern(_("Time and place"), MAIN, events(lambda event: {"event": event})),
    "figure": Pattern(
        _("Picture"),
        MAIN,
        lambda e: [
            (ORDINARY, {"image": e.image, "spec": "wide", "caption": SENTENCE}),
            (LONGEST, {"image": e.image, "spec": "low", "style": "low", "caption": PARAGRAPH}),
            (_("Across the page"), {"image": e.image, "spec": "street", "style": "street"}),
        ],
    ),
    "first_pages": Pattern(
        _("First pages below a post"),
        PAGE,
        lambda e: [
            (ORDINARY, {"publication": e.publication(), "pages": [e.pdf_page(), e.pdf_page(paragraphs=[])]}),
            (SHORTEST, {"publication": e.publication(page_count=1), "pages": [e.pdf_page()]}),
        ],
    ),
    "help_topic": Pattern(
        _("Topic that opens to its people"),
        Place("ul", "band__main helps"),
        lambda e: [
            (ORDINARY, {"topic": e.topic()}),
            (_("Open"), {"topic": e.topic(), "open": True}),
            (_("Nobody works with it"), {"topic": e.topic(helpers=[]), "person": e.person(), "open": True}),
            (LONGEST, {"topic": e.topic(sentence=LONG, name=LONG, helpers=[e.long_person]), "open": True}),
        ],
    ),
    "helper": Pattern(_("Somebody who helps"), MAIN, contacts(lambda person: {"person": person})),
    "other_help": Pattern(
        _("Somebody else to call"),
        Place("ul", "band__main others"),
        lambda e: [
            (ORDINARY, {"other": e.other_help()}),
            (_("Without a number"), {"other": e.other_help(phone="", call_address="")}),
            (LONGEST, {"other": e.other_help(name=LONG, reason=PARAGRAPH, url="https://example.org/")}),
        ],
    ),
    "partners": Pattern(
        _("Partners"),
        MAIN,
        lambda e: [
            (ORDINARY, {"partners": [e.partner(), e.partner(logo=None, url="")]}),
            (_("Cornerstones"), {"partners": [e.partner(), e.partner(name=LONG)], "pair": True}),
            (LONGEST, {"partners": [e.partner(name=LONG, sentence=PARAGRAPH), e.partner(name="NN", sentence="")]}),
        ],
    ),
    "pdf_actions": Pattern(
        _("Read or open the PDF"),
        MAIN,
        lambda e: [
            (ORDINARY, {"publication": e.publication(), "main": True}),
            (_("Not ready to be read"), {"publication": e.publication(reader_url=""), "main": True, "page_link": True}),
            (_("Without cover and file"), {"publication": e.bare_publication, "page_link": True}),
        ],
    ),
    "pdf_facts": Pattern(
        _("What the PDF is"),
        MAIN,
        lambda e: [
            (ORDINARY, {"publication": e.publication()}),
            (SHORTEST, {"publication": e.publication(page_count=1, document={"file_size": 900})}),
        ],
    ),
    "pdf_page": Pattern(
        _("Page of a PDF"),
        Place("div", "wrap reader", grid=False),
        lambda e: [
            (ORDINARY, {"page": e.pdf_page(), "count": 36, "leaf": {"before": 2, "after": 4, "citation": SENTENCE}}),
            (_("Without text"), {"page": e.pdf_page(paragraphs=[]), "count": 36, "level": 3, "url": "#"}),
            (LONGEST, {"page": e.pdf_page(number=1000, paragraphs=[LONG, PARAGRAPH * 8]), "count": 1000}),
            (NO_PICTURE, {"page": e.pdf_page(picture=None), "count": 36}),
        ],
    ),
    "person": Pattern(_("Member of the staff"), PEOPLE, contacts(lambda person: {"person": person})),
    "publication_row": Pattern(_("Publication in a list"), Place("div", "band__main hits"), publications()),
    "reply": Pattern(
        _("How to accept an invitation"),
        MAIN,
        lambda e: [(ORDINARY, {"person": e.person()}), (_("Without a number"), {"person": e.writes})],
    ),
    "report": Pattern(
        _("Publication with its cover"),
        MAIN,
        lambda e: [
            (ORDINARY, {"publication": e.publication(), "main": True, "page_link": True}),
            (_("Within a text"), {"publication": e.publication(), "small": True, "level": 2}),
            (_("The PDF's own first page"), {"publication": e.own_cover, "small": True}),
            (_("Without cover and file"), {"publication": e.bare_publication, "page_link": True}),
        ],
    ),
    "signal": Pattern(
        _("Signal"),
        MAIN,
        lambda e: [
            (label, {"state": state})
            for label, state in ((OPEN, "open"), (CLOSED, "closed"), (PAST, "past"), (CANCELLED, "cancelled"))
        ],
    ),
    "story": Pattern(
        _("News item"),
        NEWS,
        lambda e: [
            (ORDINARY, {"post": e.post(), "art": "card", "topics": True}),
            (_("First on the front page"), {"post": e.post(), "art": "lead", "variant": "lead", "topics": True}),
            (NO_PICTURE, {"post": e.post(image=None), "art": "card", "topics": True}),
            (_("Film"), {"post": e.post(has_video=True), "art": "card"}),
            (OPEN, {"post": e.post(is_invitation=True, invitation=e.event()), "art": "card"}),
            (PAST, {"post": e.post(is_invitation=True, invitation=e.event("past"))}),
            (LONGEST, {"post": e.post(title=LONG, summary=PARAGRAPH, first_topic=LONG), "art": "card", "topics": True}),
            (SHORTEST, {"post": e.post(title="Nej", summary="")}),
        ],
    ),
    "subscribe": Pattern(
        _("The calendar of all invitations"),
        MAIN,
        lambda e: [(ORDINARY, {"calendar": {"url": "#", "subscribe_url": "#"}})],
    ),
    "transcript": Pattern(_("Transcript"), PAGE, lambda e: [(ORDINARY, {"video": e.video, "last": True})]),
    "video": Pattern(
        _("Film"),
        MAIN,
        lambda e: [
            (ORDINARY, {"video": e.video}),
            (NOTHING, {"video": {"title": "Eksempel", "url": "#", "poster": None, "sources": []}}),
        ],
    ),
    "video_link": Pattern(
        _("Film at another site"),
        TEXT,
        lambda e: [
            (ORDINARY, e.video_link()),
            (NO_PICTURE, e.video_link("Vimeo", image=None)),
            (LONGEST, e.video_link(title=LONG, minutes=125)),
            (SHORTEST, e.video_link("Vimeo", title="Nej", image=None, minutes=None)),
        ],
    ),
}
