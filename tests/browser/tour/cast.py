"""Who and what the tour meets beyond the initial content: an editor, a leader, guests, a mail that failed.

Run in the data folder of the site under test, from the checkout's root: `python -m tests.browser.tour.cast`.
"""

import datetime as dt
import os

PASSWORD = "kun for rundturen"
EDITOR, LEADER = "redaktoer", "leder"


def main() -> None:
    """Add them to the site that the environment names."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
    django.setup()
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from core.models import OutgoingMail
    from news.models import InvitationPage, NewsIndexPage, SignUp

    for name, group in ((EDITOR, "Redaktører"), (LEADER, "Ledelse")):
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
        user.groups.add(Group.objects.get(name=group))
    start = timezone.now() + dt.timedelta(days=7)
    invitation = InvitationPage(title="Prøve med gæster", start=start, place="Prøvested", capacity=1)
    NewsIndexPage.objects.get().add_child(instance=invitation)
    for state in ("coming", "waiting"):
        since = timezone.now() if state == "waiting" else None
        SignUp.objects.create(invitation=invitation, name="Eksempel", state=state, waiting_since=since)
    OutgoingMail.objects.create(to="eksempel@example.org", subject="Prøve", state=OutgoingMail.State.FAILED)


if __name__ == "__main__":
    main()
