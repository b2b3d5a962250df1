"""The nginx that tests run, the system's or one installed; and its headers, made of the site's settings.

`python -m tools.nginx` writes hosting/nginx/headers.conf anew.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.browser import run

ROOT = Path(__file__).resolve().parent.parent
HEADERS = ROOT / "hosting" / "nginx" / "headers.conf"
HOW = "install nginx (Debian and Ubuntu: apt-get install nginx-light) or set NGINX to the path of one"
# What differs from answer to answer is said in the templates; one header by way of a variable.
OF_A_PAGE = {"cache-control", "content-type", "vary"}
BY_VARIABLE = {"Cross-Origin-Resource-Policy": "$sharing"}


class NginxMissing(Exception):
    """There is no nginx and no way to get one; the message says how to."""


def find_nginx() -> Path | None:
    """Return the path of an nginx on this machine; None without one. The variable NGINX goes first."""
    chosen = os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    return Path(chosen) if chosen and os.access(chosen, os.X_OK) else None


def ensure_nginx() -> Path:
    """Return the path of an nginx, installing Debian's package where that is possible; raise NginxMissing else."""
    if found := find_nginx():
        return found
    reason = ""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  no nginx yet: apt-get install nginx-light", flush=True)
        run(["apt-get", "update"])
        reason = run(["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"])
        if found := find_nginx():
            return found
    raise NginxMissing(f"no nginx found{f' ({reason})' if reason else ''}; {HOW}")


def headers() -> str:
    """Return nginx's include with the headers of a page, as the settings of a site with https make them."""
    code = "import django, json; django.setup(); from mirror.headers import page_headers as asked; "
    code += "print(json.dumps(asked()))"
    with tempfile.TemporaryDirectory() as folder:
        own = {"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1", "DATA_DIR": folder}
        own |= {"DJANGO_SETTINGS_MODULE": "fællessekretariat.settings", "SECRET_KEY": secrets.token_urlsafe(64)}
        own |= {"SITE_URL": "https://example.org"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    return as_include(dict(json.loads(done.stdout)))


def as_include(found: dict[str, str]) -> str:
    """Return headers as nginx reads them."""
    lines = ["# Made of the settings by python -m tools.nginx; tests/hosting/test_nginx.py compares."]
    for name, value in sorted(found.items()):
        if name.lower() in OF_A_PAGE:
            continue
        if name == "Content-Security-Policy":
            # django-csp puts them in any order.
            value = "; ".join(sorted(value.split("; ")))
        lines.append(f"add_header {name} {BY_VARIABLE.get(name) or chr(34) + value + chr(34)} always;")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the include; return the exit code."""
    HEADERS.write_text(headers())
    return 0


if __name__ == "__main__":
    sys.exit(main())
