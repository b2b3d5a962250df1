"""manage.py load_initial_content: fill a new database with the site's first pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from home.initial.loader import NotMigrated, load_site, site_exists
from home.initial.warming import warm_pictures

PROGRESS_STEP = 5


class Command(BaseCommand):
    """Loads the initial content when (and only when) there is no site yet."""

    help = "Load the initial content into a new database. A site that exists is never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to leave the sizes of pictures for later."""
        parser.add_argument(
            "--skip-pictures",
            action="store_true",
            help="make the sizes of pictures when they are first asked for, not now",
        )

    def handle(self, *args: Any, skip_pictures: bool = False, **options: Any) -> None:
        """Load, and tell each step in a line; raises CommandError, with nothing loaded, when that fails."""
        try:
            exists = site_exists()
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"the database can't be read ({_line(error)}); run `manage.py migrate` first") from error
        try:
            loaded = not exists and load_site(self._say)
        except NotMigrated as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"nothing was loaded: a file can't be read or stored ({_line(error)})") from error
        except ValidationError as error:
            raise CommandError(f"nothing was loaded: a text is refused: {'; '.join(error.messages)}") from error
        if not loaded:
            self._say("Initial content: there is a site already, nothing is changed")
        elif not skip_pictures:
            self._warm()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _warm(self) -> None:
        """Make the sizes of pictures, with progress; a page that fails is told, for the site itself is loaded."""
        sizes, failures = warm_pictures(self._progress)
        for reason, addresses in failures.items():
            others = f" and {len(addresses) - 1} other pages" if len(addresses) > 1 else ""
            self.stderr.write(f"Pictures: {addresses[0]}{others} can't be shown yet: {reason}")
        self._say(f"Pictures: {sizes} sizes made")

    def _progress(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\rPictures: page {done} of {total}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % PROGRESS_STEP == 0 and done != total:
            self._say(f"Pictures: page {done} of {total}")


def _line(error: Exception) -> str:
    """An exception's first line, or its name when it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
