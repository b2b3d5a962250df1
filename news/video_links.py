"""Addresses of films at YouTube and Vimeo: which they are, in one form that shows the film and nothing else."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
YOUTUBE_SHORT = {"youtu.be", "www.youtu.be"}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
YOUTUBE_KEY = re.compile(r"[A-Za-z0-9_-]{11}")
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})/?")
# Films that aren't listed have a second, secret part.
VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{4,12})(?:/([0-9a-f]{6,16}))?/?")
SECRET = re.compile(r"[0-9a-f]{6,16}")


@dataclass(frozen=True)
class VideoAddress:
    """A film at another site: the site's name and the film's page there."""

    service: str
    url: str


def video_address(text: str) -> VideoAddress | None:
    """Take an address as people copy it (with or without https://, to share, to embed); None for any other."""
    text = text.strip()
    if any(sign.isspace() or not sign.isprintable() for sign in text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or port or parts.username or parts.password:
        return None
    host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
    if host in VIMEO_HOSTS:
        return _vimeo(parts.path, query.get("h", [""])[0])
    key = ""
    if host in YOUTUBE_SHORT:
        key = parts.path.strip("/")
    elif host in YOUTUBE_HOSTS:
        in_path = YOUTUBE_PATH.fullmatch(parts.path)
        key = in_path[1] if in_path else query.get("v", [""])[0] if parts.path.rstrip("/") == "/watch" else ""
    return VideoAddress("YouTube", f"https://www.youtube.com/watch?v={key}") if YOUTUBE_KEY.fullmatch(key) else None


def _vimeo(path: str, in_query: str) -> VideoAddress | None:
    found = VIMEO_PATH.fullmatch(path)
    if not found:
        return None
    secret = found[2] or (in_query if SECRET.fullmatch(in_query) else "")
    return VideoAddress("Vimeo", f"https://vimeo.com/{found[1]}" + (f"/{secret}" if secret else ""))
