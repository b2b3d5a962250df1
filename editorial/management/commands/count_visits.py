"""`manage.py count_visits`: count what was noted of visits since the last time; the worker does it each hour."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.visits.counting import count_visits


class Command(BaseCommand):
    """Count visits and downloads."""

    help = "Count visits and downloads from the files in ACCESS_LOG_DIR; what was counted before isn't counted again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer another folder."""
        parser.add_argument("--from", type=Path, dest="folder", help="instead of ACCESS_LOG_DIR")

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        """Count, and say how many there were; raises CommandError where there is nothing to read."""
        folder = folder or Path(settings.ACCESS_LOG_DIR)
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder; nothing has been noted there yet (ACCESS_LOG, ACCESS_LOG_DIR)")
        try:
            self.stdout.write(f"{count_visits(folder)} visits and downloads counted")
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None
