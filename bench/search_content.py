"""Content for bench/search.py and the tests of the search: posts and reports by the thousand, the same every time."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from uuid import uuid4

from django.db import transaction

_FIRST = """
    bolig område beboer by kommune projekt nytår netværk sommer ungdom fritid skole kultur nabo forening børne familie
    job uddannelse sundhed tryghed kælder gård grøn café lektie idræt frivillig helheds
"""
_LAST = """
    møde plan hjælp fest gruppe støtte arbejde indsats udvalg dag tur værksted rådgivning rapport analyse puljer kontakt
    dialog forløb aften klub hus vejleder ambassadør samarbejde evaluering hverdag
"""
_PLAIN = """
    vi I de beboerne området året kommunen staten sammen altid ofte mange flere nye gode svære lange korte stærke taler
    møder hjælper lytter viser prøver samler bygger åbner spørger svarer husker lærer vokser begynder i på med for om
    til fra ved efter før og men fordi når hvis som der har kan skal vil blev
"""
FIRST, LAST, PLAIN = _FIRST.split(), _LAST.split(), _PLAIN.split()
WORDS_OF_A_POST, WORDS_OF_A_PAGE = 90, 220


def vocabulary() -> list[str]:
    """Return a few thousand words: plain ones, compounds, and inflected compounds."""
    compounds = [first + last for first in FIRST for last in LAST if first != last]
    return [
        *PLAIN,
        *FIRST,
        *LAST,
        *compounds,
        *(f"{word}et" for word in compounds),
        *(f"{word}s" for word in compounds),
    ]


class Writer:
    """Writes texts in which few words are common and many are rare, as in any language."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  texts, not secrets
        self.words = vocabulary()
        self.weights = [1 / (place + 2) for place in range(len(self.words))]

    def sentences(self, words: int) -> str:
        """Return about so many words in sentences."""
        chosen = self.chance.choices(self.words, self.weights, k=words)
        lines = [" ".join(chosen[start : start + 9]).capitalize() + "." for start in range(0, words, 9)]
        return " ".join(lines)


@transaction.atomic
def add_posts(count: int, say: Callable[[int], None] = lambda done: None) -> None:
    """Add posts below the news, by the way of the database alone: no signal tells the index of them."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from core.models import Topic
    from news.models import NewsIndexPage, NewsPage

    index, writer, topics = NewsIndexPage.objects.get(), Writer(1), list(Topic.objects.all())
    kind = ContentType.objects.get_for_model(NewsPage)
    first = index.numchild
    for number in range(count):
        title = " ".join(writer.chance.choices(writer.words[len(PLAIN) :], k=3)).capitalize()
        text = writer.sentences(WORDS_OF_A_POST)
        day = dt.date(2008, 1, 1) + dt.timedelta(days=writer.chance.randrange(6500))
        slug = f"bench-{number}"
        page = Page(
            title=f"{title} {number}", draft_title=title, slug=slug, url_path=f"{index.url_path}{slug}/",
            path=Page._get_path(index.path, index.depth + 1, first + number + 1), depth=index.depth + 1,
            content_type=kind, live=True, locale=index.locale, translation_key=uuid4(),
        )  # fmt: skip
        page.save_base(raw=True)
        post = NewsPage(page_ptr_id=page.pk, date=day, summary=text[:140], body=[("text", f"<p>{text}</p>")])
        post.save_base(raw=True)
        NewsPage.topics.through.objects.create(newspage_id=page.pk, topic=topics[number % len(topics)])
        if number % 500 == 499:
            say(number + 1)
    Page.objects.filter(pk=index.pk).update(numchild=first + count)


@transaction.atomic
def add_reports(count: int, pages: int) -> None:
    """Add publications with PDFs that have been read already; there is no file behind them."""
    from core.models import SiteDocument
    from publications.models import PdfPage, PdfReading, PublicationIndexPage, PublicationPage

    shelf, writer = PublicationIndexPage.objects.get(), Writer(2)
    for number in range(count):
        document = SiteDocument(title=f"Bench {number}", file=f"documents/bench-{number}.pdf", file_size=1_000_000)
        SiteDocument.objects.bulk_create([document])
        reading = PdfReading(document=document, state=PdfReading.State.READY, digest=f"{number:064}", page_count=pages)
        PdfReading.objects.bulk_create([reading])
        PdfPage.objects.bulk_create(
            PdfPage(
                reading=reading, number=leaf, width=595, height=842, text="\n\n".join(leaf_text(writer, number, leaf))
            )
            for leaf in range(1, pages + 1)
        )
        title = f"Rapport {number} om {writer.chance.choice(writer.words[-900:])}"
        shelf.add_child(
            instance=PublicationPage(
                title=title, slug=f"bench-rapport-{number}", year=2008 + number % 18, kind="rapport", pdf=document,
                served_pdf=document, published_on=dt.date(2009 + number % 18, 1, 15),
            )
        )  # fmt: skip


def leaf_text(writer: Writer, report: int, leaf: int) -> Iterator[str]:
    """Yield the paragraphs of a page: a heading, text, one word that stands nowhere else, a foot."""
    yield writer.sentences(4).rstrip(".")
    yield writer.sentences(WORDS_OF_A_PAGE)
    yield f"Kendeord {landmark(report, leaf)}."
    yield f"Rapport {report} {leaf}"


def landmark(report: int, leaf: int) -> str:
    """Return the word that stands on one page of one report alone."""
    letters = "bdfgklmnprstv"
    number, word = report * 1000 + leaf, ""
    for _place in range(4):
        number, rest = divmod(number, len(letters) * 5)
        word += letters[rest % len(letters)] + "aeiou"[rest // len(letters)]
    return f"z{word}x"
