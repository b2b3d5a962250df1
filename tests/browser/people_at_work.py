"""Staff for the browser tests of signing in: `python -m tests.browser.people_at_work`, with the site's DATA_DIR.

Prints the mail that the leader gets when an editor sends a page for approval.
"""

import os

import django

PASSWORD = "fire helt nye ord"
APPROVER, KEY_HOLDER, EDITOR = "godkender@example.org", "noegle@example.org", "skribent@example.org"
PAGE, SENTENCE = "interessevaretagelse", "Vi taler beboernes sag, også når det er svært."


def main() -> None:
    """Make the accounts and the proposal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
    django.setup()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction

    from core.models import OutgoingMail
    from editorial.groups import EDITORS, LEADERS
    from home.models import MissionPage

    people = {}
    for email, group in ((APPROVER, LEADERS), (KEY_HOLDER, LEADERS), (EDITOR, EDITORS)):
        people[email] = get_user_model().objects.create_user(email, email, PASSWORD)
        people[email].groups.add(Group.objects.get(name=group))
    page = MissionPage.objects.get(slug=PAGE)
    page.summary = SENTENCE
    page.save_revision(user=people[EDITOR])
    # Sent, a mail says nothing any more: it is read before the site's worker hears of it.
    with transaction.atomic():
        page.get_workflow().start(page, people[EDITOR])
        print(OutgoingMail.objects.get(to=APPROVER).text)


if __name__ == "__main__":
    main()
