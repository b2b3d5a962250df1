"""`manage.py restore ARCHIVE --key FILE`: the site as it was when the archive was made."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.restoring import BEFORE, RestoreFailed, RestoreUnfinished, restore


class Command(BaseCommand):
    """Restore a backup."""

    help = "Put an archive's database and files in the place of today's. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the archive and the secret key."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="the file with the secret key")

    def handle(self, *args: Any, archive: Path, key: Path, **options: Any) -> None:
        """Restore, and tell each step; raises CommandError, which says what state the site is in."""
        try:
            restore(archive, key.read_text(encoding="utf-8"), self.stdout.write)
        except (RestoreFailed, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"nothing was restored, the site is as it was: {error}") from None
        except RestoreUnfinished as error:
            raise CommandError(
                f"the archive is restored (what was there before lies in DATA_DIR/{BEFORE}), but: {error}. "
                "Before you start the site, mend that and run: manage.py reapply_deletions"
            ) from None
        self.stdout.write(f"Restored. What was there before lies in DATA_DIR/{BEFORE}; delete it when all is well.")
