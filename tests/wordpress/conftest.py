"""What tests of imports share: an old site, its uploads, and doing what the worker does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile

from tests.pictures import png
from tests.publications.pdf.samples import with_text
from tests.wordpress.exports import Export, zipped
from wordpress.models import Moving
from wordpress.working import begin, work_on

PDF_NAME, PHOTO = "2016/12/aarsskrift-2016.pdf", "2016/12/foto.png"


def old_site() -> Export:
    """An old site: categories, a tree of pages, posts in every state, files."""
    old = Export()
    old.category("interessevaretagelse", "Interessevaretagelse").category("ghetto", "Ghettopakken")
    old.category("uncategorized", "Ikke kategoriseret").category("aarhus", "Aarhus", tag=True)
    photo = old.add("attachment", "Foto", file=PHOTO, meta={"_wp_attachment_image_alt": "En gade"}, excerpt="Ved aften")
    old.add("attachment", "Årsskrift 2016", file=PDF_NAME, slug="aarsskrift-pdf")
    old.add("attachment", "Væk", file="2016/12/vaek.png")
    old.add("attachment", "Skema", file="2016/12/skema.docx")
    topic = ("category", "interessevaretagelse", "Interessevaretagelse")
    old.add(
        "post",
        "Årsskrift for 2015",
        "Første afsnit om beboerne og året.\n\nSe <a href='https://gammel.example/om-projektet/'>projektet</a>"
        f" og <a href='/wp-content/uploads/{PDF_NAME}'>PDF’en</a>. [slider id=\"3\"]\n\n"
        f'<img class="wp-image-{photo}" src="https://gammel.example/wp-content/uploads/2016/12/foto-300x200.png">',
        slug="%c3%a5rsskrift-for-2015",
        link="https://gammel.example/2016/12/05/aarsskrift-for-2015/",
        excerpt="Årsskrift for 2015",
        date="2016-12-05 09:30:00",
        thumbnail=photo,
        terms=[topic, ("category", "ghetto", "Ghettopakken")],
    )
    old.add("post", "Kladde", "Ikke færdig", status="draft", slug="", date="0000-00-00 00:00:00")
    old.add("post", "Kun for os", "Internt", status="private")
    old.add("post", "Med kode", "Hemmeligt", password="kode", date="2016-13-40 99:00:00", published="i går")
    project = old.add("page", "Om projektet", "[et_pb_section][et_pb_text]<p>Tekst</p>[/et_pb_text][/et_pb_section]")
    link = "https://gammel.example/om-projektet/historie/"
    old.add("page", "Historie", "<p>Fra 2007</p>", parent=project, link=link)
    old.add("page", "Om os", "<p>Det gamle om os</p>", slug="om-os")
    old.add("project", "Divi-projekt", "Projekt", link="https://gammel.example/project/divi-projekt/")
    return old


UPLOADS = {PHOTO: png(), PDF_NAME: with_text()}


@pytest.fixture
def looked(db: None, leader: Any) -> Callable[..., Moving]:
    """Send an export, and look through it."""

    def send(export: Export | bytes, uploads: dict[str, bytes] | bytes | None = None, **choices: Any) -> Moving:
        data = export.data() if isinstance(export, Export) else export
        moving = Moving(user=leader, file_name="export.xml", choices=choices)
        moving.file.save("export.xml", ContentFile(data), save=False)
        if uploads is not None:
            packed = uploads if isinstance(uploads, bytes) else zipped(uploads)
            moving.uploads.save("uploads.zip", ContentFile(packed), save=False)
        moving.save()
        return worked(moving)

    return send


def worked(moving: Moving) -> Moving:
    """Do what the worker would do; return the import as it is then."""
    claimed = Moving.claim(moving.pk)
    assert claimed
    work_on(claimed)
    return Moving.objects.get(pk=moving.pk)


@pytest.fixture
def imported(looked: Callable[..., Moving]) -> Callable[..., Moving]:
    """Import an export with what is proposed, or other choices."""

    def bring(export: Export | bytes, uploads: dict[str, bytes] | bytes | None = None, **choices: Any) -> Moving:
        moving = looked(export, uploads, **choices)
        assert moving.state == Moving.State.REVIEW, moving.refusal
        return run(moving, Moving.State.RUNNING)

    return bring


def run(moving: Moving, state: str) -> Moving:
    """Begin a step and do it."""
    assert begin(moving, state)
    return worked(moving)
