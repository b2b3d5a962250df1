"""Content beyond the initial: what strains the layout, every state there is, a second page of each list.

Run in the data folder of the site under test, from the checkout's root: `python -m tests.browser.content`.
"""

import datetime as dt
import os
import time
from typing import Any

LONG_WORD = "Andelsboligforeningsbestyrelsesmedlemskabsansøgningsskemaer"
PASSWORD = "kun for prøven"
PRIVATE_SLUG = "proeve-bag-adgangskode"
REPORT_SLUG = "proeve-skrift"
BARE_POSTS = 12
LONG_TEXT = "".join(
    f"<h2>Prøveoverskrift {number}: {LONG_WORD}</h2><p>Prøvetekst om <b>{LONG_WORD}</b> og "
    '<a href="https://example.org/en/meget/lang/adresse">en side et andet sted</a>.</p>'
    f"<h3>Underoverskrift {number}</h3><ul><li>Et punkt</li><li>{LONG_WORD}</li></ul><ol><li>Først</li></ol>"
    for number in (1, 2)
)


def strained_body(image: Any, person: Any, publication: Any = None) -> list[tuple[str, Any]]:
    """Return a body with every block that a news post offers."""
    blocks = [
        ("text", f"<p>{LONG_WORD}</p>{LONG_TEXT}"),
        ("picture", {"image": image, "alt": "", "caption": f"Prøve: {LONG_WORD}"}),
        ("quote", {"text": f"Prøvecitat om {LONG_WORD}.", "source": f"Eksempel, {LONG_WORD}"}),
        ("contact", {"person": person, "text": f"Ring om {LONG_WORD}."}),
    ]
    return blocks + ([("publication", {"publication": publication})] if publication else [])


def add_posts() -> None:
    """Add a post with everything, bare ones of one topic and year, and invitations in further states."""
    from core.models import SiteImage, Topic
    from news.models import InvitationPage, NewsIndexPage, NewsPage
    from people.models import Person
    from publications.models import PublicationIndexPage, PublicationPage

    index, topics = NewsIndexPage.objects.get(), list(Topic.objects.all())
    image, person = SiteImage.objects.first(), Person.objects.first()
    shelf = PublicationIndexPage.objects.get()
    bare = shelf.add_child(instance=PublicationPage(title=f"Prøverapport om {LONG_WORD}", year=2008, kind="rapport"))
    full = NewsPage(
        title=f"Prøve: {LONG_WORD}",
        summary=f"Prøvetekst om {LONG_WORD}. " * 4,
        date=dt.date(2008, 12, 31),
        topics=topics,
        image=image,
        contact=person,
        publication=bare,
        body=strained_body(image, person, PublicationPage.objects.first()),
        correction=f"Prøverettelse af {LONG_WORD}.",
        corrected_on=dt.date(2009, 1, 1),
    )
    index.add_child(instance=full)
    topic = Topic.objects.get(slug="interessevaretagelse")
    for number in range(1, BARE_POSTS + 1):
        index.add_child(instance=NewsPage(title=f"Prøve {number}", date=dt.date(2008, number, 1), topics=[topic]))
    for year, cancelled in ((2008, False), (2098, True), (2099, False)):
        invitation = InvitationPage(
            title=f"Prøveinvitation {year} til {LONG_WORD}",
            date=dt.date(2008, 1, 1),
            start=dt.datetime(year, 6, 1, 15, tzinfo=dt.UTC),
            end=dt.datetime(year, 6, 1, 18, tzinfo=dt.UTC),
            deadline=dt.date(year, 5, 1),
            capacity=40,
            place=f"Prøvested: {LONG_WORD}",
            place_address="Eksempelvej 1, 8000 Aarhus C",
            cancelled=cancelled,
            contact=person,
        )
        index.add_child(instance=invitation)


def add_people() -> None:
    """Add a person and a partner with names and titles as long as they get."""
    from core.models import Topic
    from people.models import Partner, Person

    person = Person.objects.create(
        name="Eksempel Maksimiliane-Konstantina Eksempelsdatter-Prøvegaard",
        title=LONG_WORD,
        phone="+4586123456",
        email="eksempel.maksimiliane-konstantina.eksempelsdatter@example.org",
        sort_order=99,
    )
    person.topics.set(Topic.objects.all())
    for kind in Partner.Kind.values:
        Partner.objects.create(name=f"Eksempel, {kind}: {LONG_WORD}", kind=kind, sentence=f"Prøve om {LONG_WORD}.")


def add_text_pages() -> None:
    """Add text pages: one written from right to left, a very short one, one with every block, one behind a password."""
    from wagtail.models import PageViewRestriction

    from core.models import SiteImage
    from home.models import HomePage, SectionPage, TextPage
    from people.models import Person

    home, image, person = HomePage.objects.get(), SiteImage.objects.first(), Person.objects.first()
    rtl = "<h2>عنوان للتجربة</h2><p>نص للتجربة. <a href='/kontakt/'>اتصل بنا</a>.</p><ul><li>نقطة</li></ul>"
    arabic = TextPage(title="نص للتجربة", slug="proeve-ar", language="ar", direction="rtl", body=[("text", rtl)])
    body = [*strained_body(image, person), ("address", None)]
    full = TextPage(title=f"Prøve: {LONG_WORD}", summary=LONG_WORD, image=image, contact=person, body=body)
    private = TextPage(title="Prøve bag adgangskode", slug=PRIVATE_SLUG, body=[("text", "<p>Prøve</p>")])
    for page in (arabic, full, private, TextPage(title="Ø", slug="proeve-oe", body=[("text", "<p>Ø</p>")])):
        home.add_child(instance=page)
    home.add_child(instance=SectionPage(title="Prøveafsnit uden sider", summary="", body=[]))
    kind = PageViewRestriction.PASSWORD
    PageViewRestriction.objects.create(page=private, restriction_type=kind, password=PASSWORD)


def add_report() -> None:
    """Add a publication whose PDF strains the reader: long words, a page without text, a long one, much contents."""
    import pikepdf
    from django.core.files.base import ContentFile

    from core.models import SiteDocument
    from publications.models import PublicationIndexPage, PublicationPage
    from tests.publications.pdf import samples

    pdf = pikepdf.new()
    samples.add_page(pdf, [LONG_WORD, f"Text in English, but for {LONG_WORD}."])
    samples.add_page(pdf, size=(842, 595), content=b"0.6 0.2 0.1 rg 60 60 700 400 re f")
    samples.add_page(pdf, [samples.WORDS] * 90, size=(400, 1400))
    pdf.Root.Lang = pikepdf.String("en-GB")
    with pdf.open_outline() as outline:
        for number in range(30):
            outline.root.append(pikepdf.OutlineItem(f"{LONG_WORD} {number}", number % 3))
    file = ContentFile(samples.saved(pdf), name="proeve.pdf")
    document = SiteDocument.objects.create(title="Prøve", file=file, file_size=file.size)
    shelf = PublicationIndexPage.objects.get()
    shelf.add_child(instance=PublicationPage(title=f"Prøve: {LONG_WORD}", slug=REPORT_SLUG, year=2009, pdf=document))


def read_documents() -> None:
    """Have every PDF read, here or by the site's own worker; end with a sentence when that takes too long."""
    from django.core.management import call_command

    from core.models import SiteDocument
    from publications.models import PdfReading

    end = time.monotonic() + 120
    while SiteDocument.objects.filter(reading=None).exists() or PdfReading.objects.filter(finished_at=None).exists():
        if time.monotonic() > end:
            raise SystemExit("a PDF was not read within two minutes")
        call_command("worker", once=True)
        time.sleep(0.1)


def main() -> None:
    """Add everything to the site that the environment names."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
    django.setup()
    add_people()
    add_posts()
    add_text_pages()
    add_report()
    read_documents()


if __name__ == "__main__":
    main()
