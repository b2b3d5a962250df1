"""Which code and which settings pages are rendered by: another version starts with empty folders."""

import hashlib
from functools import cache
from importlib import import_module
from importlib.metadata import version as installed
from pathlib import Path

from django.apps import apps
from django.conf import settings

# Settings of Django and others that show in a page or in its headers; the site names its own in MIRROR_SETTINGS.
SETTINGS = (
    "CONTENT_SECURITY_POLICY",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "MIDDLEWARE",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_HSTS_SECONDS",
    "SECURE_REFERRER_POLICY",
    "STATIC_URL",
    "TIME_ZONE",
    "X_FRAME_OPTIONS",
)
PACKAGES = ("Django", "wagtail")
CODE = ("*.py", "*.html", "*.svg", "*.mo")
BOOT = Path("/proc/sys/kernel/random/boot_id")


@cache
def own_version() -> str:
    """Return what stands for this process's code, settings, static files and start of the machine.

    Files are written without waiting for the disk, so those from before a power cut are not trusted.
    """
    digest = hashlib.sha256()
    for name in (*SETTINGS, *settings.MIRROR_SETTINGS):
        digest.update(f"{name}={getattr(settings, name, None)!r}\n".encode())
    for package in PACKAGES:
        digest.update(f"{package}=={installed(package)}\n".encode())
    for file in [*_code(), Path(settings.STATIC_ROOT) / "staticfiles.json", BOOT]:
        if file.is_file():
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _code() -> list[Path]:
    """The project's own code, templates and texts."""
    base = Path(settings.BASE_DIR)
    folders = {Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == base}
    folders.add(Path(str(import_module(settings.ROOT_URLCONF).__file__)).parent)
    folders |= {Path(folder) for engine in settings.TEMPLATES for folder in engine["DIRS"]}
    folders |= {Path(folder) for folder in settings.LOCALE_PATHS}
    return sorted({file for folder in folders for pattern in CODE for file in folder.rglob(pattern)})
