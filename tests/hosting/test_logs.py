"""What the operator reads of requests and errors: enough to find one, and nothing of who made it."""

import gzip
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest

from tools.site import ROOT, free_port

# What a visitor tells of herself, in every place that there is.
SECRETS = [
    "anna@example.org",
    "pin=1234",
    "hemmelig-cookie",
    "203.0.113.7",
    "Mozilla",
    "minhemmeligenoegle",
    "feltvaerdi",
    "Anna Hansen",
    "22334455",
]
ENVIRON = {"PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings", "PATH": "/usr/bin:/bin"}


def fetch(url: str, **headers: str) -> Any:
    """Ask for an address with headers, spelled with _ for -."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(url, headers=named), timeout=10) as answer:  # noqa: S310
        answer.read()
        return answer


@contextmanager
def gunicorn(folder: Path, **environ: str) -> Iterator[str]:
    """Run gunicorn as the site does, with a page in the site's place; yield its address."""
    port = free_port()
    own = {**ENVIRON, "DATA_DIR": str(folder), "PORT": str(port), "HOST": "127.0.0.1", "WEB_WORKERS": "1", **environ}
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "tests.hosting.echo:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=(folder / "err").open("wb"))
    try:
        assert process.stdout is not None
        while line := process.stdout.readline():
            if line.startswith(b"The admin"):
                break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        rest = process.stdout.read() if process.stdout else b""
        process.wait(15)
        (folder / "out").write_bytes(rest)


def test_requests_are_noted_without_who_made_them(tmp_path: Path) -> None:
    with gunicorn(tmp_path) as url:
        asked = {"X_Forwarded_For": "203.0.113.7", "Cookie": "a=hemmelig-cookie", "User_Agent": "Mozilla/5.0"}
        known = fetch(f"{url}/nyheder/?q=anna@example.org&pin=1234", X_Request_ID="abc-123_DEF4", **asked)
        made = fetch(f"{url}/a/tilmeld/ret/minhemmeligenoegle/", X_Request_ID='a" b', **asked)
        fetch(f"{url}/s%C3%B8g", User_Agent="Examplebot/1.0")
    assert known.headers["X-Request-ID"] == "abc-123_DEF4"
    assert len(made.headers["X-Request-ID"]) == 32
    files = list((tmp_path / "logs").iterdir())
    assert [file.suffix for file in files] == [".log"] and files[0].stat().st_mode & 0o007 == 0
    text = files[0].read_text()
    assert not [secret for secret in SECRETS if secret in text] and "127.0.0.1" not in text
    first, second, third = map(json.loads, text.splitlines())
    assert set(first) == {"time", "method", "path", "status", "bytes", "seconds", "robot", "request"}
    assert (first["path"], first["status"], first["bytes"], first["robot"]) == ("/nyheder/", 200, 4, 0)
    assert first["request"] == "abc-123_DEF4"
    assert (second["path"], second["request"]) == ("/a/tilmeld/ret/…", made.headers["X-Request-ID"])
    assert (third["path"], third["robot"]) == ("/s%C3%B8g", 1)


def test_requests_can_be_noted_on_standard_output_and_not_at_all(tmp_path: Path) -> None:
    with gunicorn(tmp_path, ACCESS_LOG="-") as url:
        fetch(f"{url}/nyheder/")
    assert json.loads((tmp_path / "out").read_text().splitlines()[-1])["path"] == "/nyheder/"
    with gunicorn(tmp_path, ACCESS_LOG="off") as url:
        fetch(f"{url}/nyheder/")
    assert "/nyheder/" not in (tmp_path / "out").read_text() and not (tmp_path / "logs").exists()


class Reports(BaseHTTPRequestHandler):
    """Takes what a client of Sentry sends, as its server would."""

    def do_POST(self) -> None:
        """Keep the body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding", ""), bytes)
        self.server.taken.append(unpack(body).decode())  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def reports() -> Iterator[Any]:
    """A server that reports of errors are sent to."""
    with HTTPServer(("127.0.0.1", 0), Reports) as server:
        server.taken = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


# The site in production, with an empty database; a visitor comes with all she has, and a view stumbles.
STUMBLE = """
import io, logging, django.urls, sentry_sdk
from fællessekretariat.wsgi import application
from fællessekretariat import urls

def stumble(request):
    value = request.POST["felt"]
    try:
        int("Anna Hansen 22334455")
    except ValueError as error:
        error.add_note("203.0.113.7")
        raise RuntimeError(f"no luck with anna@example.org\\nDETAIL: Key (felt)=({value})") from error

urls.urlpatterns.insert(0, django.urls.path("stumble/", __import__("django.views.decorators.csrf", fromlist=["x"])
    .csrf_exempt(stumble)))
body = b"felt=feltvaerdi"
environ = {
    "REQUEST_METHOD": "POST", "PATH_INFO": "/stumble/", "QUERY_STRING": "email=anna@example.org&pin=1234",
    "HTTP_HOST": "example.org", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_COOKIE": "x=hemmelig-cookie",
    "HTTP_USER_AGENT": "Mozilla/5.0", "REMOTE_ADDR": "203.0.113.7", "SERVER_NAME": "x", "SERVER_PORT": "80",
    "HTTP_X_REQUEST_ID": "request-from-the-front", "CONTENT_TYPE": "application/x-www-form-urlencoded",
    "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http",
    "wsgi.errors": io.StringIO(), "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": "",
}
heard = []
answer = application(environ, lambda *said: heard.extend(said))
answer.close()
print(heard[0])
logging.getLogger("x").error("mail to %s failed at /admin/velkommen/minhemmeligenoegle", "anna@example.org")
logging.getLogger("y").error("no answer for Anna Hansen")
sentry_sdk.flush(10)
"""


def test_errors_are_reported_without_who_met_them(tmp_path: Path, reports: Any) -> None:
    dsn = f"http://key@127.0.0.1:{reports.server_port}/1"
    own = {**ENVIRON, "SITE_URL": "https://example.org", "SECRET_KEY": "k" * 60, "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", STUMBLE], cwd=ROOT, env={**own, "SENTRY_DSN": dsn}, capture_output=True, text=True
    )
    assert done.stdout == "500 Internal Server Error\n", done.stderr
    told = json.dumps([json.loads(line) for body in reports.taken for line in body.splitlines()], ensure_ascii=False)
    assert "RuntimeError" in told and "ValueError" in told and '"function": "stumble"' in told
    assert "logged by x, <string> line" in told and "logged by y, <string> line" in told
    assert not [secret for secret in SECRETS if secret in told]
    # The operator's own log is JSON, and leads from the answer to the error.
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    stumbled = [line for line in lines if "RuntimeError" in line.get("exception", "")]
    assert [line["request"] for line in stumbled] == ["request-from-the-front"]
    assert "minhemmeligenoegle" not in done.stderr and "pin=1234" not in done.stderr
