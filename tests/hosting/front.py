"""The site in production behind nginx, without containers: what the images run, in folders of the test."""

import datetime as dt
import http.client
import os
import signal
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser.quick_start import quick_site
from tools.nginx import ensure_nginx
from tools.site import ROOT, Site, free_port


@dataclass
class Reply:
    """What was answered; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Front:
    """nginx and what stands behind it."""

    https: int
    http: int
    web: int
    folder: Path
    running: ExitStack

    @property
    def netloc(self) -> str:
        """Host and port that visitors know."""
        return f"localhost:{self.https}"

    @property
    def mirror(self) -> Path:
        """The folder of kept pages."""
        return self.folder / "data" / "mirror"

    @property
    def noted(self) -> str:
        """What nginx has noted of requests so far."""
        return "".join(file.read_text() for file in sorted((self.folder / "logs").iterdir()))

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask nginx as a browser does."""
        trusting = ssl._create_unverified_context()  # noqa: S323
        connection = http.client.HTTPSConnection("localhost", self.https, context=trusting, timeout=30)
        return answer(connection, path, method, {"Host": self.netloc, **named(headers)})

    def ask_plainly(self, path: str, **headers: str) -> Reply:
        """Ask nginx without encryption."""
        connection = http.client.HTTPConnection("localhost", self.http, timeout=30)
        return answer(connection, path, "GET", {"Host": self.netloc, **named(headers)})

    def ask_behind(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask gunicorn, past nginx."""
        connection = http.client.HTTPConnection("localhost", self.web, timeout=30)
        return answer(connection, path, method, {"Host": self.netloc, "X-Forwarded-Proto": "https", **named(headers)})


def named(headers: dict[str, str]) -> dict[str, str]:
    """Return headers that were spelled with _ for -."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def answer(connection: http.client.HTTPConnection, path: str, method: str, headers: dict[str, str]) -> Reply:
    """Send a request as it stands; return the answer."""
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Reply(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def write_certificate(folder: Path) -> None:
    """Write a certificate for localhost that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + dt.timedelta(1)
    )
    folder.mkdir()
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))


@contextmanager
def nginx(folder: Path, **environ: str) -> Iterator[None]:
    """Run hosting/nginx/start as long as the block lasts."""
    own = {"PATH": os.environ["PATH"], "NGINX": str(ensure_nginx()), "RUN": str(folder / "run"), **environ}
    with (folder / "nginx.err").open("wb") as log:
        process = subprocess.Popen([ROOT / "hosting/nginx/start"], env=own, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 20
        while not (folder / "run" / "nginx.pid").is_file():
            assert process.poll() is None and time.monotonic() < end, (folder / "nginx.err").read_text()
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@contextmanager
def front(folder: Path) -> Iterator[Front]:
    """Run the site in production, and nginx before it."""
    write_certificate(folder / "certificates")
    (folder / "challenges/.well-known/acme-challenge").mkdir(parents=True)
    (folder / "logs").mkdir()
    https, http_ = free_port(), free_port()
    site_url = {"SITE_URL": f"https://localhost:{https}"}
    with ExitStack() as running:
        own = {**site_url, "SECRET_KEY": "of a test" * 9, "ACCESS_LOG": "off", "WEB_WORKERS": "1"}
        own |= {"TRUSTED_PROXIES": "1", "ACCESS_LOG_DIR": str(folder / "logs")}
        site: Site = running.enter_context(quick_site(folder / "data", own))
        web = int(site.url.rpartition(":")[2])
        places = {"DATA_DIR": str(folder / "data"), "STATIC_ROOT": str(folder / "data/static")}
        places |= {"ACCESS_LOG_DIR": str(folder / "logs"), "CERTIFICATES": str(folder / "certificates")}
        places |= {"CHALLENGES": str(folder / "challenges"), "WEB": f"127.0.0.1:{web}"}
        ports = {"HTTP_PORT": str(http_), "HTTPS_PORT": str(https)}
        with nginx(folder, **site_url, **places, **ports):
            yield Front(https, http_, web, folder, running)
