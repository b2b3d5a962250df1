"""What the operator's log does not hold: links that let whoever reads them act for somebody."""

import logging
import re

# A party's own link to its sign-up, and a new password's.
PERSONAL = re.compile(r"(/tilmeld/ret/|/password_reset/confirm/)[^\s\"']+")


class HidePersonalLinks(logging.Filter):
    """Cuts the secret part out of the addresses in a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        message = record.getMessage()
        hidden = PERSONAL.sub(r"\1…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
