"""What the operator's log does not hold: links that let whoever reads them act for somebody, and false alarms."""

import logging
import re

from django.core.exceptions import ObjectDoesNotExist

# A party's own link to its sign-up, and those to a new password.
PERSONAL = re.compile(r"(/tilmeld/ret/|/password_reset/confirm/|/admin/velkommen/)[^\s\"']+")


class HidePersonalLinks(logging.Filter):
    """Cuts the secret part out of the addresses in a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        message = record.getMessage()
        hidden = PERSONAL.sub(r"\1…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True


class HideGoneRows(logging.Filter):
    """Leaves out that Wagtail came too late to index what was deleted meanwhile: nothing is left to do."""

    UPKEEP = ("path=wagtail.tasks.", "path=modelsearch.tasks.")

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every other record through."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name != "django_tasks" or not isinstance(error, ObjectDoesNotExist):
            return True
        return not any(path in record.getMessage() for path in self.UPKEEP)
