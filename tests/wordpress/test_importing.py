"""An old site comes over whole: each thing as what it is here, once, and goes again whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import SiteDocument, SiteImage, Topic
from home.models import HomePage, MissionPage, SectionPage, TextPage
from news.models import NewsIndexPage, NewsPage
from publications.models import PublicationPage
from tests.wordpress.conftest import PDF_NAME, PHOTO, UPLOADS, old_site, run
from tests.wordpress.exports import Export, zipped
from wordpress.models import Change, Moving, Thing

pytestmark = pytest.mark.django_db
Import = Callable[..., Moving]


def counts() -> dict[str, int]:
    """How many there are of all that an import makes."""
    models = (Page, SiteImage, SiteDocument, Topic, Redirect, PageViewRestriction, Thing)
    return {model.__name__: model.objects.count() for model in models}


def files() -> set[Path]:
    """Every stored file."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def post(slug: str = "aarsskrift-for-2015") -> NewsPage:
    return NewsPage.objects.get(slug=slug)


def codes(moving: Moving, title: str) -> set[str]:
    return {note["code"] for note in moving.changes.get(title=title).notes}


def test_a_post_comes_over_as_news(imported: Import, client: Client) -> None:
    kept = set(Path(settings.MEDIA_ROOT, "wordpress").glob("*"))
    moving = imported(old_site(), UPLOADS)
    assert (moving.state, moving.reason) == (Moving.State.DONE, "")
    one = post()
    image = SiteImage.objects.get(description="En gade")
    publication = Thing.objects.get(file=PDF_NAME).page.specific
    assert isinstance(publication, PublicationPage) and (publication.kind, publication.year) == ("aarsskrift", 2016)
    assert (one.title, str(one.date), one.image_id, one.live) == ("Årsskrift for 2015", "2016-12-05", image.pk, True)
    assert one.summary == "Første afsnit om beboerne og året."
    assert {topic.name for topic in one.topics.all()} == {"Interessevaretagelse", "Ghettopakken"}
    assert one.first_published_at and one.first_published_at.year == 2016
    assert [block.block_type for block in one.body] == ["text", "picture"]
    text = one.body[0].value.source
    assert f'linktype="page" id="{Page.objects.get(slug="om-projektet").pk}"' in text
    assert f'linktype="page" id="{publication.pk}"' in text
    shown = client.get(one.url).content.decode()
    assert "slider" not in shown and 'alt="En gade"' in shown and "/om-projektet/" in shown
    assert codes(moving, "Årsskrift for 2015") == {"shortcode"}
    assert not moving.file and not moving.uploads and set(Path(settings.MEDIA_ROOT, "wordpress").glob("*")) <= kept


def test_drafts_private_pages_and_the_tree_stay_what_they_are(imported: Import, client: Client) -> None:
    moving = imported(old_site(), UPLOADS)
    draft, private, locked = post("kladde"), post("kun-for-os"), post("med-kode")
    assert not draft.live and private.live and locked.live
    assert client.get(private.url).status_code == client.get(locked.url).status_code == 302
    assert client.get("/nyheder/").content.decode().count("Kun for os") == 0
    history = TextPage.objects.get(slug="historie")
    assert history.url == "/om-projektet/historie/"
    ours = Page.objects.get(slug="om-os-2")
    assert "slug_taken" in codes(moving, "Om os") and ours.live
    assert "password" in codes(moving, "Med kode") and "no_date" in codes(moving, "Med kode")
    assert not codes(moving, "Kladde") and str(locked.date) == str(timezone.localdate())
    assert codes(moving, "Væk") == {"missing_file"} and codes(moving, "Divi-projekt") == {"unknown_kind"}
    left = {change.title for change in moving.changes.filter(outcome=Change.Outcome.LEFT)}
    assert left == {"Væk", "Skema", "Divi-projekt"}


def test_undoing_leaves_nothing_of_it(imported: Import, looked: Import) -> None:
    before = counts()
    kept = {redirect.old_path: redirect.link for redirect in Redirect.objects.all()}
    old = old_site()
    # A redirect of ours stands at this address, and goes for the page.
    old.add("page", "Presse", "Tekst")
    assert "/presse" in kept
    moving = imported(old, UPLOADS)
    assert not Redirect.objects.filter(old_path="/presse").exists()
    assert counts()["Page"] == before["Page"] + 9
    moving = run(moving, Moving.State.UNDOING)
    assert moving.state == Moving.State.UNDONE
    assert counts() == before
    assert {redirect.old_path: redirect.link for redirect in Redirect.objects.all()} == kept
    assert NewsIndexPage.objects.get().numchild == NewsIndexPage.objects.get().get_children().count()


def test_undoing_deletes_the_files(imported: Import, django_capture_on_commit_callbacks: Any) -> None:
    stored = files()
    with django_capture_on_commit_callbacks(execute=True):
        moving = imported(old_site(), UPLOADS)
    assert len(files()) > len(stored)
    with django_capture_on_commit_callbacks(execute=True):
        run(moving, Moving.State.UNDOING)
    assert files() == stored


def test_what_the_staff_put_below_or_use_elsewhere_survives_an_undo(imported: Import) -> None:
    moving = imported(old_site(), UPLOADS)
    project = TextPage.objects.get(slug="om-projektet")
    mine = project.add_child(instance=TextPage(title="Min egen"))
    image = SiteImage.objects.get(description="En gade")
    other = NewsPage.objects.get(slug="aarsskrift-2016")
    other.image = image
    other.save_revision().publish()
    from wagtail.models import ReferenceIndex

    ReferenceIndex.create_or_update_for_object(other)
    run(moving, Moving.State.UNDOING)
    assert Page.objects.get(pk=mine.pk).get_parent().specific == HomePage.objects.get()
    assert SiteImage.objects.filter(pk=image.pk).exists()


def test_a_second_run_doubles_nothing_and_keeps_what_the_staff_have_written(imported: Import) -> None:
    imported(old_site(), UPLOADS)
    before = counts()
    again = imported(old_site(), UPLOADS)
    assert counts() == before
    outcomes = set(again.changes.exclude(title__in=["Væk", "Skema", "Divi-projekt"]).values_list("outcome", flat=True))
    assert outcomes == {Change.Outcome.SAME}

    touched = post("med-kode")
    touched.title = "Rettet af os"
    touched.save_revision().publish()
    Page.objects.get(slug="kun-for-os").delete()
    newer = old_site()
    newer.items = [item.replace("Fra 2007", "Fra 2007 til i dag").replace("Hemmeligt", "Nyt") for item in newer.items]
    newer.add("post", "Helt ny", "Ny tekst")
    third = imported(newer, UPLOADS | {"2016/12/vaek.png": UPLOADS[PHOTO]})
    assert "til i dag" in str(TextPage.objects.get(slug="historie").body)
    assert post("med-kode").title == "Rettet af os" and post("helt-ny").live
    assert not NewsPage.objects.filter(slug="kun-for-os").exists()
    said = dict(third.changes.values_list("title", "outcome"))
    assert said["Historie"] == "updated" and said["Med kode"] == said["Kun for os"] == "kept"
    assert said["Helt ny"] == said["Væk"] == "added"
    run(third, Moving.State.UNDOING)
    assert "til i dag" not in str(TextPage.objects.get(slug="historie").body)
    assert not NewsPage.objects.filter(slug="helt-ny").exists()


def test_a_post_with_the_address_of_a_file_comes_along_too_and_keeps_it(client: Client, imported: Import) -> None:
    old, address = Export(), "https://gammel.example/aarsskrift/"
    old.add("attachment", "Årsskriftet", slug="aarsskrift", guid=address, file=PDF_NAME)
    old.add("post", "Årsskriftet er ude", slug="aarsskrift", guid=address)
    for _ in range(2):
        imported(old, UPLOADS)
        assert NewsPage.objects.filter(title="Årsskriftet er ude").count() == 1
        assert PublicationPage.objects.filter(title="Årsskriftet").count() == 1
    post = NewsPage.objects.get(title="Årsskriftet er ude")
    assert client.get("/aarsskrift/").headers["Location"] == post.url


def test_choices_are_followed(imported: Import) -> None:
    section = SectionPage.objects.get(slug="det-goer-vi")
    old = Export().category("x", "X")
    mission = old.add("page", "Naboskab", "<p>Tekst</p>")
    below = old.add("page", "Under", "Tekst", parent=mission)
    old.add("page", "Ikke med", "Tekst")
    pdf = old.add("attachment", "Notat", file=PDF_NAME)
    old.add(
        "post",
        "Nyt",
        f"[pdf-embedder url='https://gammel.example/wp-content/uploads/{PDF_NAME}']",
        terms=[("category", "x", "X")],
    )
    Topic.objects.create(name="Naboskab", sentence="Hvem er min nabo?")
    key = "page:https://gammel.example/?page_id="
    imported(
        old,
        UPLOADS,
        place=section.pk,
        live=False,
        publications=False,
        topics={"category:x": ""},
        pages={f"{key}{mission}": "mission", f"{key}{below}": "text", f"{key}{below + 1}": "skip"},
    )
    page = MissionPage.objects.get(slug="naboskab")
    assert (page.topic.name, page.live, page.get_parent().pk) == ("Naboskab", False, section.pk)
    assert Page.objects.get(slug="under").get_parent().pk == section.pk
    assert not Page.objects.filter(title="Ikke med").exists() and not Topic.objects.filter(name="X").exists()
    document = Thing.objects.get(wp_id=pdf).document
    assert not PublicationPage.objects.filter(pdf=document).exists()
    draft = post("nyt").get_latest_revision_as_object()
    assert f'linktype="document" id="{document.pk}"' in str(draft.body[0].value.source) and not draft.topics.all()


def test_a_worker_that_dies_in_the_middle_is_followed_by_one_that_goes_on(
    looked: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.work import Stopped
    from wordpress.working import begin, work_on

    moving = looked(old_site(), UPLOADS)
    begin(moving, Moving.State.RUNNING)
    before, rounds = counts()["Page"], 0
    while Moving.objects.get(pk=moving.pk).state == Moving.State.RUNNING:
        claimed = Moving.claim(moving.pk)
        assert claimed and rounds < 40
        rounds += 1
        left = 5

        def keep(self: Moving, **values: Any) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise Stopped
            type(self).objects.filter(pk=self.pk).update(**values)

        with monkeypatch.context() as patch:
            patch.setattr(Moving, "keep", keep)
            work_on(claimed)
    assert rounds > 3
    assert counts()["Page"] == before + 8 and post().body
    assert not NewsPage.objects.filter(slug="aarsskrift-for-2015-2").exists()


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (b"PK\x03\x04 ikke en zip", "zip_broken"),
        (zipped({"../../etc/passwd": b"x"}), "zip_names"),
        (zipped({"/etc/passwd": b"x"}, prefix=""), "zip_names"),
        (zipped({"2016/12/bombe.png": b"\0" * 20_000_000}), "zip_bomb"),
    ],
)
def test_a_hostile_zip_is_refused_before_anything_is_written(looked: Import, packed: bytes, reason: str) -> None:
    before = counts()
    moving = looked(old_site(), packed)
    assert (moving.state, moving.reason) == (Moving.State.REFUSED, reason)
    assert counts() == before and not moving.file


def test_broken_files_are_left_out_and_told_of(imported: Import) -> None:
    broken = {PHOTO: b"GIF89a nej", PDF_NAME: b"<html>ikke en pdf</html>", "2016/12/vaek.png": UPLOADS[PHOTO][:300]}
    moving = imported(old_site(), broken)
    assert moving.state == Moving.State.DONE
    assert codes(moving, "Foto") == {"no_picture"} and codes(moving, "Årsskrift 2016") == {"no_pdf"}
    assert codes(moving, "Væk") == {"no_picture"}
    assert {"missing_picture", "dead_link"} <= codes(moving, "Årsskrift for 2015")


def test_pdfs_of_posts_that_nobody_saw_become_no_publications(imported: Import, client: Client) -> None:
    old = Export()
    private = old.add("post", "Internt", f"<a href='/wp-content/uploads/{PDF_NAME}'>PDF</a>", status="private")
    old.add("attachment", "Internt notat", file=PDF_NAME, parent=private)
    hidden = {"2016/12/kode.pdf": {"password": "kode"}, "2016/12/slettet.pdf": {"status": "trash"}}
    for name, more in hidden.items():
        old.add("attachment", name, file=name, parent=old.add("post", name, "Tekst", slug=name[8:-4], **more))
    old.add("attachment", "Skema", file="2016/12/skema.docx")
    before = PublicationPage.objects.count()
    moving = imported(old, UPLOADS | dict.fromkeys(hidden, UPLOADS[PDF_NAME]) | {"2016/12/skema.docx": b"PK"})
    assert PublicationPage.objects.count() == before
    for name in (PDF_NAME, *hidden):
        assert client.get(Thing.objects.get(file=name).document.url).status_code in (403, 404)
    assert codes(moving, "Skema") == {"kind_of_picture"}


def test_links_to_lists_lead_to_the_news_and_links_within_a_page_nowhere_else(imported: Import) -> None:
    old = Export().category("presse", "Presse")
    photo = old.add("attachment", "Foto", file=PHOTO)
    other = old.add("post", "Et andet", "Tekst", terms=[("category", "presse", "Presse")])
    links = [
        *("/category/det-goer-vi/presse/", "/2016/12/", "/feed/", f"/?p={other}"),
        *("#fodnote", f"/?attachment_id={photo}", "/?p=99999"),
    ]
    old.add("post", "Henviser", " ".join(f'<a href="{link}">ord</a>' for link in links))
    moving = imported(old, UPLOADS)
    news, led = NewsIndexPage.objects.get(), Page.objects.get(slug="et-andet")
    page = '<a linktype="page" id="{}">ord</a>'.format
    topic, feed = (f'<a href="{news.url}{route}">ord</a>' for route in ("emne/presse/", "rss/"))
    expected = [topic, page(news.pk), feed, page(led.pk), "ord", "ord", "ord"]
    assert post("henviser").body[0].value.source == f"<p>{' '.join(expected)}</p>"
    dead = [note["detail"] for note in moving.changes.get(title="Henviser").notes]
    assert dead == [f"/?attachment_id={photo}", "/?p=99999"]


def test_words_of_ours_are_in_the_language_of_the_site(looked: Import) -> None:
    old = Export()
    old.add("attachment", "Notat", file=PDF_NAME)
    old.add("page", "Notater", f"[pdf-embedder url='https://gammel.example/wp-content/uploads/{PDF_NAME}']")
    moving = looked(old, UPLOADS)
    with translation.override("en"):
        run(moving, Moving.State.RUNNING)
    assert "Læs PDF’en" in TextPage.objects.get(slug="notater").body[0].value.source
