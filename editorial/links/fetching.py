"""Ask another site whether an address answers: politely, briefly, and never a machine of our own network.

Nothing is read but the status. Each connection, also after a redirect, goes to an address that was looked at first,
so a name that changes between two look-ups leads nowhere else.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from editorial.links.addresses import external

# Seconds: for one step of a connection, and for everything.
STEP, ALL = 6.0, 12.0
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The site is there, and doesn't talk to programs or to strangers (999 is LinkedIn's).
ANSWERED = frozenset({401, 403, 405, 406, 429, 451, 999})
# Networks whose addresses hold one of IPv4 within (RFC 3056, 4380, 6052): where they lead isn't known.
_WRAPPED = [ipaddress.ip_network(name) for name in ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")]


class Fault(StrEnum):
    """Why an address doesn't answer."""

    STATUS = "status"
    NO_HOST = "no_host"
    SILENT = "silent"
    REFUSED = "refused"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    PRIVATE = "private"
    BROKEN = "broken"


class Forbidden(Exception):
    """The name leads into a private network."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, if any, and what is wrong; "" when the address answers."""

    status: int | None = None
    fault: str = ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _WRAPPED) or ip.is_site_local:
            return False
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _open(host: str, port: int, timeout: float, private: bool) -> socket.socket:
    """Connect to a name, if all it stands for are public addresses. Raises Forbidden, OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(is_public(str(address[0])) for *_rest, address in found):
        raise Forbidden
    fault: OSError = OSError("no address")
    for family, kind, protocol, _name, address in found[:2]:
        trial = socket.socket(family, kind, protocol)
        trial.settimeout(timeout)
        try:
            trial.connect(address)
        except OSError as error:
            trial.close()
            fault = error
        else:
            return trial
    raise fault


class _Connection(HTTPConnection):
    private = False

    def connect(self) -> None:
        self.sock = _open(self.host, self.port, STEP, self.private)


class _SecureConnection(HTTPSConnection):
    private = False

    def connect(self) -> None:
        bare = _open(self.host, self.port, STEP, self.private)
        try:
            self.sock = ssl.create_default_context().wrap_socket(bare, server_hostname=self.host)
        except BaseException:
            bare.close()
            raise


@contextmanager
def _ending(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Close the connection when the time is up, however slowly the other side goes on talking."""

    def end() -> None:
        with suppress(OSError):
            if connection.sock:
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(seconds, 0.1), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _status(method: str, url: str, agent: str, private: bool, seconds: float) -> tuple[int, str]:
    """Return the status of one request, and where it leads on."""
    parts = urlsplit(url)
    kind = _SecureConnection if parts.scheme == "https" else _Connection
    connection = kind(parts.hostname or "", parts.port, timeout=STEP)
    connection.private = private
    headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "da", "Connection": "close"}
    with _ending(connection, seconds):
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers.get("Location") or ""


def ask(url: str, agent: str, private: bool = False) -> Answer:
    """Return whether an address (addresses.external) answers; ``private`` lets it lie in a network of our own.

    HEAD first (RFC 9110, 9.3.2), GET where a server takes that amiss.
    """
    end = time.monotonic() + ALL
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = _head_or_get(url, agent, private, end)
            if status not in REDIRECTS or not location:
                good = status < 400 or status in ANSWERED
                return Answer(status, "" if good else Fault.STATUS)
            onward = external(urljoin(url, location))
            if onward is None:
                # Back to our own site, or to another scheme: the address itself is there.
                return Answer(status)
            url = onward
        return Answer(fault=Fault.REDIRECTS)
    except Forbidden:
        return Answer(fault=Fault.PRIVATE)
    except socket.gaierror:
        return Answer(fault=Fault.NO_HOST)
    except ssl.SSLCertVerificationError:
        return Answer(fault=Fault.CERTIFICATE)
    except ConnectionRefusedError:
        return Answer(fault=Fault.REFUSED)
    except OSError:
        # Among them: time that ran out, and connections that broke.
        return Answer(fault=Fault.SILENT)
    except (HTTPException, ValueError):
        return Answer(fault=Fault.SILENT if time.monotonic() > end else Fault.BROKEN)


def _head_or_get(url: str, agent: str, private: bool, end: float) -> tuple[int, str]:
    try:
        status, location = _status("HEAD", url, agent, private, end - time.monotonic())
        if status < 400:
            return status, location
    except (socket.gaierror, ssl.SSLError, ConnectionRefusedError, Forbidden):
        raise
    except (OSError, HTTPException):
        if time.monotonic() > end:
            raise
    return _status("GET", url, agent, private, end - time.monotonic())
