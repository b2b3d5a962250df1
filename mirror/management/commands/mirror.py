"""`manage.py mirror status|build|export FOLDER`: look after the site as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mirror import folder
from mirror.crawl import crawl
from mirror.export import MANIFEST, NotEmpty, SiteDown, export, is_living
from mirror.paths import is_on, is_page_path, pages_below, root
from mirror.status import status
from mirror.upkeep import keep_error_pages, start


class Command(BaseCommand):
    """Tell how the kept pages stand, render all of them, or write the site into a folder."""

    help = "The public site as files: how it stands, render every page now, or export it for the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer what there is to do."""
        doing = parser.add_subparsers(dest="doing", required=True)
        doing.add_parser("status", help="how it stands; ends with 1 when something is wrong")
        doing.add_parser("build", help="render every page that can be reached, now")
        out = doing.add_parser("export", help="write the whole public site into a folder that any web server can serve")
        out.add_argument("folder", type=Path, help="a folder that is empty or not there yet")

    def handle(self, *args: Any, doing: str, **options: Any) -> None:
        """Do it."""
        getattr(self, f"_{doing}")(**options)

    def _status(self, **options: Any) -> None:
        found = status()
        for name, value in found.facts:
            self.stdout.write(f"{name:<16}{value}")
        for fault in found.faults:
            self.stdout.write(self.style.ERROR(fault))
        if found.faults:
            raise SystemExit(1)

    def _build(self, **options: Any) -> None:
        if not is_on():
            raise CommandError("pages are not kept here (MIRROR, DEBUG)")
        start()
        if (name := folder.target()) is None:
            raise CommandError("there is no generation to write to; see: manage.py mirror status")
        keep_error_pages(name)
        for _path, _answer in crawl(skip=lambda path: is_living(path) or not is_page_path(path)):
            pass
        name = folder.target() or name
        self.stdout.write(f"{len(pages_below(root() / name))} pages in {root() / name}")

    def _export(self, folder: Path, **options: Any) -> None:
        try:
            count = export(folder, self.stdout.write)
        except NotEmpty:
            raise CommandError(f"{folder} is not empty; name a folder that is") from None
        except SiteDown as error:
            raise CommandError(f"{error}; is the database there, and migrated?") from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None
        self.stdout.write(f"{count} files in {folder}; check them with: cd {folder} && sha256sum -c {MANIFEST}")
