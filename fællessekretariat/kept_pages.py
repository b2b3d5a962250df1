"""Settings of the mirror: what kept pages are made of, and what makes them differ."""

# What pages are made of: a change of one begins a new generation, unless it is of the fields named with it, which no
# visitor sees. Page types need not be named. tests/mirror/test_changes.py looks what pages are made of.
MIRROR_MODELS: dict[str, list[str]] = {
    "wagtailcore.Page": [
        "numchild",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    ],
    "wagtailcore.PageViewRestriction": [],
    "wagtailcore.Site": [],
    "core.SiteDocument": [],
    "core.SiteImage": [],
    "core.SiteSettings": [],
    "core.Topic": [],
    "people.Partner": [],
    "people.Person": [],
    "publications.PdfReading": ["attempts", "lease", "leased_until", "pages_done"],
    # Finer images are shown when all are there, and the reading says so.
    "publications.PdfPage": ["images"],
    "news.Video": [],
}
# A change of one of these may take something away that any page shows: all are erased at once, and rendered again.
MIRROR_ERASING_MODELS = ["wagtailcore.PageViewRestriction", "people.Person"]
# Where what follows the question mark counts: below these addresses; and these names of the old site's, at any.
MIRROR_QUERY_PATHS = ["/soeg/"]
MIRROR_QUERY_NAMES = [
    *("s", "p", "page_id", "attachment_id", "cat", "tag", "feed", "m", "author", "paged", "category_name", "name"),
    "pagename",
]
# Settings of the site's own that show in pages.
MIRROR_SETTINGS = ["SITE_URL", "SIGN_UP_DAYS"]
