"""`manage.py reapply_deletions`: after a restore, deletes again the personal data that had been deleted since."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.deletions import log_file, reapply


class Command(BaseCommand):
    """Apply the log of deletions."""

    help = "After the database was restored from a copy: delete again what had been deleted. Harmless at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say what was found; raises CommandError for what could not be deleted."""
        found, failed = reapply()
        for deletion in found:
            self.stdout.write(f"{deletion.kind} {deletion.key}: {deletion.count} deleted again")
        if failed:
            named = ", ".join(f"{deletion.kind} {deletion.key}" for deletion in failed)
            raise CommandError(f"not deleted again: {named}; the log of errors says why")
        if not found:
            self.stdout.write(f"Nothing to delete: the database holds nothing that {log_file()} names.")
