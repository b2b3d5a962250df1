"""Make the pages of an annual report: both or none, as drafts, sent to approval, or live."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_hex
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.create_page import CreatePageAction
from wagtail.models import Page

from core.models import SiteImage
from editorial.annual_report.forms import PostForm, ReportForm
from editorial.annual_report.models import ReportUpload
from news.models import NewsIndexPage, NewsPage
from publications.models import PublicationIndexPage, PublicationPage
from publications.pdf import sandbox
from publications.pdf.refused import PdfRefused
from publications.pdf.values import COVER_WIDTH, Limits

# Somebody waits for the answer, so a first page that takes longer is shown as it was drawn for the reader.
COVER_LIMITS = Limits(silence=10, total=15, total_per_page=0)


class Action(StrEnum):
    """What becomes of the pages."""

    PUBLISH = "publish"
    SUBMIT = "submit"
    SAVE = "save"


class UploadGone(Exception):
    """The file was deleted or refused in the meantime."""


@dataclass(frozen=True)
class Rights:
    """Where a user may put a report and its announcement, and what may be done with them there."""

    publications: PublicationIndexPage
    # None for those who may not add news.
    news: NewsIndexPage | None
    may_publish: bool

    @property
    def may_submit(self) -> bool:
        """Whether the pages can be sent to approval; who may publish has no need to."""
        return not self.may_publish and self.publications.has_workflow


def rights_of(user: Any) -> Rights | None:
    """Return what a user may do with annual reports; None for who may not add any, or while there is no list."""
    publications = PublicationIndexPage.objects.first()
    if publications is None or not publications.permissions_for_user(user).can_add_subpage():
        return None
    news = NewsIndexPage.objects.first()
    if news and not news.permissions_for_user(user).can_add_subpage():
        news = None
    parents = [parent for parent in (publications, news) if parent]
    return Rights(publications, news, all(one.permissions_for_user(user).can_publish_subpage() for one in parents))


def first_page(upload: ReportUpload) -> bytes:
    """Return the first page of an upload's PDF as WebP, fine enough for a cover. Raises PdfRefused, UploadGone."""
    if upload.document is None:
        raise UploadGone
    drawn: list[bytes] = []
    try:
        with upload.document.file.open("rb") as file:
            limits = COVER_LIMITS
            sandbox.draw(file, [1], lambda image: drawn.append(image.data), widths=[COVER_WIDTH], limits=limits)
    except OSError as error:
        raise UploadGone from error
    except PdfRefused:
        if not upload.can_be_filled_in or upload.reading is None:
            raise
        page = upload.reading.first_pages(1)[0]
        with default_storage.open(page.image_name(max(map(int, page.images)))) as image:
            drawn = [image.read()]
    return drawn[0]


def make_pages(
    upload: ReportUpload, rights: Rights, user: Any, action: Action, report: ReportForm, post: PostForm | None
) -> ReportUpload:
    """Make the pages of two valid forms, or of one when nothing is to be announced; return the upload as it is then.

    One that pages were made of already is returned as it is. Raises UploadGone, PdfRefused, ValidationError, and
    PermissionDenied; then there is nothing new.
    """
    cover = None if report.cleaned_data.get("cover") and upload.can_be_filled_in else first_page(upload)
    with removed_on_failure() as files, transaction.atomic():
        locked = ReportUpload.objects.select_for_update().filter(pk=upload.pk).first()
        if locked is not None and locked.used_at:
            return locked
        if locked is None or locked.document is None:
            raise UploadGone
        publication = report.instance
        publication.owner, publication.pdf = user, locked.document
        publication.kind = PublicationPage.Kind.ANNUAL_REPORT
        if cover and publication.cover is None:
            publication.cover = cover_of(publication, cover, user)
            files.append(publication.cover.file)
        publish = action == Action.PUBLISH
        CreatePageAction(publication, rights.publications, user=user, form=report, publish=publish).execute()
        locked.publication = publication
        if post:
            post.instance.owner, post.instance.publication = user, publication
            CreatePageAction(post.instance, rights.news, user=user, form=post, publish=publish).execute()
            locked.post = post.instance
        locked.document.title = publication.title
        locked.document.save(update_fields=["title"])
        locked.used_at = timezone.now()
        locked.save()
        if action == Action.SUBMIT:
            for page in pages_of(locked):
                page.get_workflow().start(page, user)
    return locked


def cover_of(publication: PublicationPage, data: bytes, user: Any) -> SiteImage:
    """Return a new image of a publication's first page."""
    words = {"title": publication.title}
    # The images of a page's cover are fetched by name alone: that of a draft is not to be guessed.
    name = f"forside-{token_hex(6)}-{publication.slug[:40]}.webp"
    image = SiteImage(
        title=_("Cover of “%(title)s”") % words,
        description=_("The front page of “%(title)s”.") % words,
        file=ContentFile(data, name),
        uploaded_by_user=user,
    )
    image._set_image_file_metadata()
    image.save()
    return image


@contextmanager
def removed_on_failure() -> Iterator[list[Any]]:
    """Yield a list for stored files that are deleted when the block fails: a rollback doesn't reach a storage."""
    files: list[Any] = []
    try:
        yield files
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise


def pages_of(upload: ReportUpload) -> list[Page]:
    """Return the pages that were made of an upload and are still there: the report, then the announcement."""
    found: list[PublicationPage | NewsPage | None] = [upload.publication, upload.post]
    return [page for page in found if page]


@transaction.atomic
def publish_drafts(upload: ReportUpload, user: Any) -> None:
    """Publish the newest version of each of an upload's pages, all or none. Raises PermissionDenied."""
    for page in pages_of(upload):
        revision = page.get_latest_revision()
        if not page.live or page.has_unpublished_changes:
            revision.publish(user=user)
