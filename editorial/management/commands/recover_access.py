"""`manage.py recover_access USER`: the way back in for somebody who lost the phone, or was locked out."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from editorial.sign_in import links, mails

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Take away the second factor, the password and every lock of an account, and make a link to a new password."""

    help = (
        "For somebody who lost phone and codes: removes the second factor, the password, all sessions and locks of an "
        "account, and prints a link, good once and for a day, with which its owner chooses a new password. Be sure who "
        "asks for it: ring them up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose account it is, and whether the link goes by mail."""
        parser.add_argument("user", help="user name or e-mail")
        parser.add_argument("--mail", action="store_true", help="mail the link to the account's e-mail")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, say what was done, and log it."""
        account = find(options["user"])
        with transaction.atomic():
            removed = Authenticator.objects.filter(user=account).count()
            Authenticator.objects.filter(user=account).delete()
            # The old password alone would let in whoever found it out; without it every session ends as well.
            account.set_unusable_password()
            account.save(update_fields=["password"])
            reset(username=account.get_username())
            log(account, "editorial.recover_access")
            link = links.password_link(account, links.RECOVERY)
            mail = options["mail"] and mails.send_kind(
                mails.RECOVERY,
                account,
                account.email,
                link=link,
                reference=f"account-{account.pk}",
                login=account.get_username(),
            )
            if options["mail"] and not mail:
                raise CommandError(f"{account.get_username()} has no e-mail that works; leave out --mail")
        logger.warning("recover_access: the account %s was opened anew", account.get_username())
        self.stdout.write(f"{account.get_username()}: password, {removed} second factors, sessions and locks removed.")
        if mail:
            self.stdout.write(f"A link to a new password is on its way to {account.email}.")
        else:
            self.stdout.write(f"Good once, for one day:\n{link}")


def find(name: str) -> Any:
    """Return the account of a user name or an e-mail; raise CommandError when there is none, or more than one."""
    found = list(get_user_model().objects.filter(Q(username__iexact=name) | Q(email__iexact=name)))
    if len(found) != 1:
        raise CommandError(f"there are {len(found)} accounts called {name}" if found else f"there is no account {name}")
    if not found[0].is_active:
        raise CommandError(f"the account {name} is switched off; switch it on first, under Users in the admin")
    return found[0]
