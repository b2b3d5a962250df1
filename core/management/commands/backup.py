"""`manage.py backup`: the site in one encrypted archive; `--new-key FILE` makes the key."""

import os
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.leftovers import default_folder
from core.backup.making import BackupFailed, make_backup, prune


class Command(BaseCommand):
    """Make a backup."""

    help = "Write database, files and the log of deletions into one archive, encrypted to BACKUP_KEY."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer another folder, and the making of a key."""
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="instead of BACKUP_DIR (DATA_DIR/backups)")
        parser.add_argument("--new-key", type=Path, metavar="FILE", help="write a new secret key, and make no backup")

    def handle(self, *args: Any, to: Path | None, new_key: Path | None, **options: Any) -> None:
        """Make the archive, delete those that are too many, and say what was done; raises CommandError."""
        if new_key:
            self.make_key(new_key)
            return
        if not settings.BACKUP_KEY:
            raise CommandError("BACKUP_KEY is not set; make one with: manage.py backup --new-key FILE")
        folder = to or default_folder()
        try:
            made = make_backup(folder, settings.BACKUP_KEY)
        except BackupFailed as error:
            raise CommandError(f"no backup was made: {error}") from None
        gone = prune(folder)
        self.stdout.write(f"{made} ({made.stat().st_size} bytes); {len(gone)} older ones deleted")

    def make_key(self, path: Path) -> None:
        """Write a secret key for the owner alone, and print the public one."""
        key = pyrage.x25519.Identity.generate()
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"# public key: {key.to_public()}\n{key}\n")
        except OSError as error:
            raise CommandError(f"{path} was not written: {error.strerror}") from None
        self.stdout.write(f"BACKUP_KEY={key.to_public()}")
        self.stderr.write(f"Keep {path} away from this machine: nobody restores without it, and with it anybody can.")
