"""`manage.py update_index`: rebuild Wagtail's index for the admin, and the one that visitors search in."""

from typing import Any

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search.keeping import rebuild


class Command(WagtailCommand):
    """Wagtail's own command, which takes the same options, and the public search after it."""

    help = "Rebuild the search index of the admin and that of the public search."

    def handle(self, **options: Any) -> None:
        """Rebuild both; what is asked of one backend alone, or of the tables alone, is Wagtail's."""
        super().handle(**options)
        if options.get("backend_name") or options.get("schema_only"):
            return
        shown = -1

        def progress(done: int, count: int) -> None:
            nonlocal shown
            percent = done * 100 // count
            if percent != shown and (percent % 5 == 0 or done == count):
                shown = percent
                self.write(f"search: {done} of {count} pages")

        self.write(f"search: {rebuild(progress)} entries")
