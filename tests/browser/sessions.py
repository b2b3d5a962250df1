"""Sessions of an editor and of a leader on a running site, so that a test needn't sign in first.

Run in the site's data folder, from the checkout's root: `python -m tests.browser.sessions` prints them as JSON.
"""

import json
import os
import subprocess
import sys
from functools import cache

from playwright.sync_api import BrowserContext

from tools.site import ROOT, Site

ROLES = {"editor": "Redaktører", "leader": "Ledelse"}
EMAIL = "{}@example.org"


@cache
def sessions(site: Site) -> dict[str, str]:
    """Return the session of each role on a site."""
    environ = {**os.environ, "DATA_DIR": str(site.data_folder), "SITE_URL": site.url, "PYTHONUTF8": "1"}
    environ.pop("DATABASE_URL", None)
    run = [sys.executable, "-m", "tests.browser.sessions"]
    said = subprocess.run(run, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    found: dict[str, str] = json.loads(said.stdout.splitlines()[-1])
    return found


def sign_in(context: BrowserContext, site: Site, role: str) -> None:
    """Give a browser the session of a role."""
    context.add_cookies([{"name": "sessionid", "value": sessions(site)[role], "url": site.url}])


def main() -> None:
    """Make the users and their sessions, and print them."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")
    django.setup()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    made = {}
    for role, group in ROLES.items():
        user, _created = get_user_model().objects.get_or_create(username=role, email=EMAIL.format(role))
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        made[role] = client.cookies["sessionid"].value
    print(json.dumps(made))


if __name__ == "__main__":
    main()
