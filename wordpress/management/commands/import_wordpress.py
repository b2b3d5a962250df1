"""`manage.py import_wordpress export.xml`: look an export through, bring it over, or take an import back."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from wagtail.models import Page

from wordpress.models import Change, Moving
from wordpress.moving.choices import Choices, places
from wordpress.moving.notes import said
from wordpress.uploads import opened
from wordpress.working import begin, work_on
from wordpress.wxr.refused import Refused

State = Moving.State


def existing(path: str) -> Path:
    """Return a path that is there."""
    if not Path(path).exists():
        raise ArgumentTypeError(f"{path} is not there")
    return Path(path)


class Command(BaseCommand):
    """Run an import here and now."""

    help = (
        "Bring a WordPress site over from its export (WXR 1.0 to 1.2). Run again, it updates what the staff have not "
        "touched and adds what is new. The export's copy is deleted when the import is over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The export, its files, the choices."""
        parser.add_argument("export", nargs="?", type=existing, help="the file that WordPress wrote")
        parser.add_argument("--uploads", type=existing, help="the folder wp-content/uploads, or a ZIP file of it")
        parser.add_argument("--dry-run", action="store_true", help="tell what is in it, and change nothing")
        parser.add_argument("--under", default="", help="the address of the page that pages go below; the front page")
        parser.add_argument("--drafts", action="store_true", help="put nothing online")
        parser.add_argument("--documents", action="store_true", help="PDFs become documents only, not publications")
        parser.add_argument("--undo", type=int, metavar="NUMBER", help="take an import back, whole")

    def handle(self, *args: Any, export: Path | None, undo: int | None, **options: Any) -> None:
        """Do it, and say what came of it."""
        with translation.override("en"):
            if undo is not None:
                self._undo(undo)
            elif export is None or not export.is_file():
                raise CommandError("Name the export's file, or --undo NUMBER.")
            else:
                self._import(export, **options)

    def _undo(self, number: int) -> None:
        moving = Moving.objects.filter(pk=number).first()
        if moving is None or not begin(moving, State.UNDOING):
            raise CommandError(f"Import {number} can't be undone: it isn't there, isn't over, or is undone already.")
        self._work(moving)
        self.stdout.write(f"Import {number} is undone.")

    def _import(self, export: Path, **options: Any) -> None:
        uploads: Path | None = options["uploads"]
        try:
            with opened(str(uploads.resolve()) if uploads else "", None):
                pass
        except Refused as refused:
            raise CommandError(str(Moving(reason=refused.reason, detail=refused.detail).refusal)) from None
        moving = Moving(file_name=export.name[:200], uploads_path=str(uploads.resolve()) if uploads else "")
        chosen = Choices(live=not options["drafts"], publications=not options["documents"]).stored()
        moving.choices = {name: chosen[name] for name in ("live", "publications")} | self._place(options["under"])
        with export.open("rb") as file:
            moving.file.save(export.name, File(file), save=False)
        moving.save()
        try:
            self._work(moving)
            self._summary(moving)
            if options["dry_run"]:
                return
            begin(moving, State.RUNNING)
            self._work(moving)
            self._report(moving)
        finally:
            current = Moving.objects.get(pk=moving.pk)
            if current.state in (State.CHECKING, State.REVIEW) or (
                current.state == State.REFUSED and not current.changes.exists()
            ):
                current.delete_files()
                current.delete()

    @staticmethod
    def _place(under: str) -> dict[str, int]:
        if not under:
            return {}
        wanted = f"/{under.strip('/')}/".replace("//", "/")
        found = [page for page in places() if page.url == wanted]
        if not found:
            offered = ", ".join(str(page.url) for page in places())
            raise CommandError(f"No page that takes pages below it has the address {wanted}. There are: {offered}")
        return {"place": found[0].pk}

    def _work(self, moving: Moving) -> None:
        claimed = Moving.claim(moving.pk)
        if claimed is None:
            raise CommandError("A worker is at this import already; the admin shows how far it is.")
        work_on(claimed)
        moving.refresh_from_db()
        if moving.state == State.REFUSED:
            raise CommandError(moving.refusal)
        if moving.finished_at is None:
            raise CommandError("Stopped. A worker goes on with it, or run the command again.")

    def _summary(self, moving: Moving) -> None:
        facts = moving.facts
        self.stdout.write(f"{facts['title']} ({facts['url']}), export of version {facts['version']}")
        for name in ("posts", "pages", "files", "live", "private", "drafts", "known", "comments", "missing"):
            self.stdout.write(f"  {name}: {facts[name]}")
        for kind, number in facts["others"].items():
            self.stdout.write(f"  left out: {number} of the kind “{kind}”")
        place = Page.objects.filter(pk=moving.choices["place"]).first()
        self.stdout.write(f"  pages go below: {place.title if place else 'nowhere'}")

    def _report(self, moving: Moving) -> None:
        for value, label in Change.Outcome.choices:
            self.stdout.write(f"{label}: {moving.changes.filter(outcome=value).count()}")
        for change in moving.changes.exclude(notes=[]).iterator():
            self.stdout.write(f"- {change.title}: " + " ".join(said(note) for note in change.notes))
        nowhere = moving.facts.get("nowhere", [])
        self.stdout.write(f"Old addresses that lead nowhere: {len(nowhere)}")
        self.stdout.write(f"Import {moving.pk}. Undo it by: manage.py import_wordpress --undo {moving.pk}")
