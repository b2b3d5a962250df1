"""The published site as files: visitors read them, and Django renders a page once for each state of the site.

The folder (``MIRROR_ROOT``, var/mirror)::

    current -> 41-…       the generation that visitors read; missing while a change is being made
    41-…/                 one state of the published site: its number, and when that was reached (UTC)
        .time             from when until when it is right, in seconds since 1970
        index.html        the front page, with index.html.br and index.html.gz
        nyheder/index.html, …
    last-good/            the newest rendering of each page, for times without application or database
    errors/404.html, …    the error pages, with phone number and menu
    version               which code and settings the generations were rendered by
    lock                  held shared (flock) by who changes the site, alone by who writes a page or moves the link
    wanted                addresses that were erased and are to be rendered again
    tmp/, trash/          files on their way in and out

Why nothing stale is read (docs/decisions/0011-the-site-as-files.md says it at length):

1. A change inserts a row of ``Change`` in its own transaction, and the link is cut before that commits.
2. A request reads the generation first, and what it renders is written only while the link leads to that generation.
3. The link is set when no change is under way, to the generation that the database says then.
"""
