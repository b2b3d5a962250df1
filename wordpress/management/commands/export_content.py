"""`manage.py export_content FILE.zip`: all content as JSON and files, for moving elsewhere."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wordpress.export import archive


class Command(BaseCommand):
    """Write the archive."""

    help = "Write all content (pages with drafts, people, topics, settings, redirects) as JSON, with all files, as ZIP."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and with whom."""
        parser.add_argument("file", type=Path, help="the ZIP file to write; one that is there is not overwritten")
        parser.add_argument("--guests", action="store_true", help="with the names of those who signed up")

    def handle(self, *args: Any, file: Path, guests: bool, **options: Any) -> None:
        """Write it whole or not at all."""
        part = file.with_name(f"{file.name}.part")
        if file.exists():
            raise CommandError(f"{file} is there already.")
        try:
            with part.open("xb") as target:
                part.chmod(0o600)
                for chunk in archive(guests):
                    target.write(chunk)
            part.rename(file)
        except OSError as error:
            raise CommandError(str(error)) from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{file}: {file.stat().st_size} bytes")
