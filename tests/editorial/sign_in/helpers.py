"""What the tests of signing in share: a person at a browser, the codes of their app, links in mails."""

import re
import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from core.models import OutgoingMail

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/admin/login/"


def code(secret: str = SECRET, step: int = 1) -> str:
    """Return what an app shows now; step 0 and 2 are the code before and after, which are taken as well."""
    counter = list(yield_hotp_counters_from_time())[step]
    return str(format_hotp_value(hotp_value(secret, counter)))


def give_app(user: Any) -> None:
    """Add an app for codes to an account, with recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def sign_in(client: Client, user: Any, password: str = PASSWORD, **extra: Any) -> Any:
    """Fill in the form for signing in; return the answer."""
    return client.post(LOGIN, {"login": user.get_username(), "password": password}, **extra)


def link_in(mail: OutgoingMail) -> str:
    """Return the path of the link in a mail's text."""
    found = re.search(r"http://localhost:8000(/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def is_signed_in(client: Client) -> bool:
    """Whether the admin's start page opens."""
    return client.get("/admin/").status_code == 200


def age(client: Client, **seconds: float) -> None:
    """Let a session have begun, or its last action lie, so many seconds ago."""
    session = client.session
    for key, ago in seconds.items():
        session[key] = time.time() - ago
    session.save()
