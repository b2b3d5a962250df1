"""The addresses of the initial content, for every test that goes through them."""

from dataclasses import dataclass

POSTS = [
    "/nyheder/aarsskrift-2016/",
    "/nyheder/invitation-til-nytaarskur/",
    "/nyheder/video-julehilsen-fra-alle-os-til-alle-jer/",
    "/nyheder/velkommen-til-vores-nye-hjemmeside/",
]
PAGES = [
    "/",
    "/det-goer-vi/",
    "/det-goer-vi/interessevaretagelse/",
    "/det-goer-vi/analyse/",
    "/det-goer-vi/omraade-og-projektstoette/",
    "/det-goer-vi/netvaerksarbejde/",
    "/det-goer-vi/kommunikation/",
    "/nyheder/",
    *POSTS,
    "/udgivelser/",
    "/udgivelser/aarsskrift-2016/",
    "/om-os/",
    "/om-os/medarbejdere/",
    "/om-os/presse/",
    "/faa-hjaelp/",
    "/kontakt/",
    "/tilgaengelighed/",
    "/privatliv/",
]
# Lists that are no pages of the tree.
LISTS = [
    "/nyheder/emne/interessevaretagelse/",
    "/nyheder/2016/",
    "/om-os/medarbejdere/emne/interessevaretagelse/",
]
# The search as it looks without a question, with many answers, with a slip of the finger, and with none.
SEARCHES = ["/soeg/", "/soeg/?q=pr%C3%B8ve&slags=sider", "/soeg/?q=interesevaretagelse", "/soeg/?q=xyzzyqwv"]
FEEDS = ["/nyheder/rss/", "/nyheder/atom/", "/nyheder/json/"]


@dataclass(frozen=True)
class Route:
    """An address that stands for a public route which is no page of the tree, and what is found there.

    Routes below /nyheder/ and pages called "prøve" are those of the site under test (tests/browser/content.py).
    """

    address: str
    status: int = 200
    kind: str = "text/html"
    # A form that is sent carries a token, so its page sets the cookie of that token.
    form: bool = False


# Every public route: Django's URL patterns by name, the routes of page types as "app.Model route". What answers with
# HTML is looked at in the browser like a page. A sentence instead of a Route says why nothing is to be seen there.
ROUTES: dict[str, Route | str] = {
    "wagtail_serve": Route("/findes-ikke/", status=404),
    "page_file": Route("/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf", kind="application/pdf"),
    "old_news_page": Route("/page/1/", status=301),
    "accessibility_statement": Route("/was/", status=302),
    "page_image": "pictures of a PDF's pages, named by each file; tests/publications/test_reader.py fetches them",
    "public_media": Route("/media/findes-ikke.png", status=404),
    "share_image": "pictures for other sites to show, named by each page; their own tests fetch them",
    "favicon": Route("/favicon.ico", kind="image/x-icon"),
    "web_manifest": Route("/site.webmanifest", kind="application/manifest+json"),
    "robots_txt": Route("/robots.txt", kind="text/plain"),
    "security_txt": Route("/.well-known/security.txt", kind="text/plain"),
    "search": Route("/soeg/?q=vagthund"),
    "search_suggest": Route("/soeg/forslag/?q=nyt", kind="application/json"),
    "search_description": Route("/soeg/opensearch.xml", kind="application/opensearchdescription+xml"),
    "sitemap": Route("/sitemap.xml", kind="application/xml"),
    "site_login": Route("/_util/login/", status=302),
    "wagtailcore_login": "hidden behind our own at the same address, site_login",
    # The form of that route is what its page answers until the password is given.
    "wagtailcore_authenticate_with_password": Route("/proeve-bag-adgangskode/", form=True),
    "document": "documents are reached by their publication's address; tests/publications/test_access.py asks here too",
    "wagtaildocs_serve": "hidden behind our own at the same address, document",
    "wagtaildocs_authenticate_with_password": "no collection of documents is behind a password",
    "news.NewsIndexPage all_posts": Route("/nyheder/"),
    "news.NewsIndexPage page": Route("/nyheder/side/2/"),
    "news.NewsIndexPage topic": Route("/nyheder/emne/interessevaretagelse/"),
    "news.NewsIndexPage topic_page": Route("/nyheder/emne/interessevaretagelse/side/2/"),
    "news.NewsIndexPage year": Route("/nyheder/2008/"),
    "news.NewsIndexPage year_page": Route("/nyheder/2008/side/2/"),
    "news.NewsIndexPage rss": Route("/nyheder/rss/", kind="application/rss+xml"),
    "news.NewsIndexPage atom": Route("/nyheder/atom/", kind="application/atom+xml"),
    "news.NewsIndexPage json": Route("/nyheder/json/", kind="application/feed+json"),
    "news.NewsIndexPage topic_json": Route("/nyheder/emne/interessevaretagelse/json/", kind="application/feed+json"),
    "news.NewsIndexPage topic_rss": Route("/nyheder/emne/interessevaretagelse/rss/", kind="application/rss+xml"),
    "news.NewsIndexPage topic_atom": Route("/nyheder/emne/interessevaretagelse/atom/", kind="application/atom+xml"),
    "news.NewsIndexPage calendar": Route("/nyheder/kalender.ics", kind="text/calendar"),
    "news.InvitationPage calendar": Route("/nyheder/invitation-til-nytaarskur/kalender.ics", kind="text/calendar"),
    "sign_up": "Wagtail's own routing for the addresses of a sign-up, which are those of the page type",
    "news.InvitationPage sign_up": Route("/nyheder/proeveinvitation-2099-til/tilmeld/"),
    "news.InvitationPage sign_up_thanks": Route("/nyheder/proeveinvitation-2099-til/tilmeld/tak/"),
    # A link nobody has; whoever has one sees what tests/browser/test_sign_up.py looks at.
    "news.InvitationPage sign_up_manage": Route(
        "/nyheder/proeveinvitation-2099-til/tilmeld/ret/gammelt-link/", status=404
    ),
    "people.PeoplePage topic": Route("/om-os/medarbejdere/emne/interessevaretagelse/"),
    "people.PeoplePage vcard": Route("/om-os/medarbejdere/thomas-hoejmark-fegar.vcf", kind="text/vcard"),
    "people.PeoplePage qr": Route("/om-os/medarbejdere/thomas-hoejmark-fegar-qr.svg", kind="image/svg+xml"),
    "publications.PublicationPage reader": Route("/udgivelser/aarsskrift-2016/laes/"),
    "publications.PublicationPage pdf": Route(
        "/udgivelser/aarsskrift-2016/aarsskrift-2016.pdf", kind="application/pdf"
    ),
}
