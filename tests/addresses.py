"""The addresses of the initial content, for every test that goes through them."""

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
    "/kontakt/",
    "/tilgaengelighed/",
    "/privatliv/",
]
# Lists that are no pages of the tree.
LISTS = ["/nyheder/emne/interessevaretagelse/", "/nyheder/2016/"]
FEEDS = ["/nyheder/rss/", "/nyheder/atom/"]
