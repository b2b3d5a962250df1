"""The mail server is down: mails wait, the site goes on, and each goes out once when the server is back.

.venv/bin/python -m drills.no_mail [--count 20]
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.clock import is_movable, move
from drills.house import House, house, until
from drills.outcome import Outcome, script
from tests.smtp import MailServer

POST = """
import sys
from core.outbox import post
for number in range(int(sys.argv[1])):
    post(f"gaest-{number}@example.org", f"Prøve {number}", "En prøve.", reference="drill")
"""
STATES = """
import collections
from core.models import OutgoingMail
print(dict(collections.Counter(OutgoingMail.objects.filter(reference="drill").values_list("state", flat=True))))
"""
TRIED = """
from core.models import OutgoingMail
print(OutgoingMail.objects.filter(reference="drill", attempts__gt=0).exclude(fault="").count())
"""
REMOVE = 'from core.models import OutgoingMail; OutgoingMail.objects.filter(reference="drill").delete()'
# What the worker does each minute.
LOOK = "\nfrom core.outbox import send_waiting; send_waiting()\n"
# The worker looks each minute, and the first wait is a minute.
LONGEST = 200
SERVERS: dict[str, MailServer] = {}


@contextmanager
def opened(folder: Path | None = None) -> Iterator[House]:
    """Start a house whose mail goes to a server that is down."""
    server = MailServer()
    with house({"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}, folder) as made:
        SERVERS[made.site.url] = server
        try:
            yield made
        finally:
            server.stop()


def drill(house: House, count: float) -> Outcome:
    """Put so many mails in the outbox while the server is down, then let it come back."""
    outcome, server, number = Outcome(), SERVERS[house.site.url], int(count)
    house.run(REMOVE + POST, str(number))
    # At the first that can't be sent the worker leaves the others for later, or tries them in vain.
    until(lambda: int(house.run(TRIED)))
    outcome.expect(house.ask("/kontakt/").status == 200, "the site does not go on")
    server.start()
    since = time.monotonic()
    if is_movable(house):
        # No need to sit the waits out.
        move(house, 120)
        house.run(LOOK)
    try:
        until(lambda: len(server.received) >= number, LONGEST)
    finally:
        took = time.monotonic() - since
        outcome.figures |= {"mails": number, "received": len(server.received), "after, s": took}
    until(lambda: house.run(STATES).strip() == str({"sent": number}))
    if is_movable(house):
        move(house, 0)
    got = sorted(str(mail["To"]) for mail in server.received)
    outcome.expect(got == sorted(f"gaest-{one}@example.org" for one in range(number)), "not each mail came once")
    house.run(REMOVE)
    return outcome


if __name__ == "__main__":
    script(drill, str(__doc__), "count", 20, opened)
