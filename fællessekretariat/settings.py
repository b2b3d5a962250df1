"""One settings module; every choice of a deployment comes from the environment (docs/settings.md)."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from core.limits import DOCUMENT_BYTES, IMAGE_BYTES, IMAGE_PIXELS
from core.mail_settings import mail_settings
from core.secrets import local_secret
from fællessekretariat.error_reports import start_reporting
from fællessekretariat.headers import *  # noqa: F403
from fællessekretariat.kept_pages import *  # noqa: F403
from fællessekretariat.log_settings import log_settings
from fællessekretariat.media import object_storage
from fællessekretariat.sign_in import *  # noqa: F403

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# Where the data lives, and whether this is a local site or the public one -------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_PARTS = urlsplit(SITE_URL)
PRODUCTION = SITE_PARTS.scheme == "https"
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", "") or local_secret(DATA_DIR)

ALLOWED_HOSTS = [SITE_PARTS.hostname or "localhost", *env.list("ALLOWED_HOSTS", [])]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
# A new connection costs more than a query: SQLite reads the whole schema.
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite's own defaults answer "database is locked" as soon as two editors save at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that is away is to be a page that says so, not a page that never comes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work that a request does not wait for; `manage.py worker` does it. What takes long has a queue of its own,
# and so has mail, whose server may keep one waiting.
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "long"]},
}

# In the database, so that all processes see the same: how often somebody tried to sign in, which code was used.
# `manage.py migrate` makes its table.
CACHES = {
    "default": {"BACKEND": "core.cache.SharedCache", "LOCATION": "cache"},
    # Public pages ask for each picture; a query would be no gain.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# A server that is silent for this long is taken for down; a worker would wait for ever.
_email = mail_settings(env.str("EMAIL_URL", "console:"), timeout=env.float("EMAIL_TIMEOUT", 20))
# All mail goes by the outbox, whichever app sends it; the worker takes it from there.
EMAIL_BACKEND = "core.mail_backend.OutboxBackend"
MAIL_DELIVERY, EMAIL_TIMEOUT = _email["MAIL_DELIVERY"], _email["EMAIL_TIMEOUT"]
EMAIL_HOST, EMAIL_PORT = _email.get("EMAIL_HOST", "localhost"), _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_USER", ""), _email.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _email["EMAIL_USE_TLS"], _email["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"noreply@{SITE_PARTS.hostname}")

# What the site is made of -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "search",
    "wordpress",
    "editorial",
    "home",
    "news",
    "people",
    "publications",
    "core",
    "mirror",
    "phonenumber_field",
    "wagtailmedia",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "editorial.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_filters",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.middleware.site_headers",
    "fællessekretariat.health.answer_health",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.TextGZipMiddleware",
    "mirror.middleware.keep_pages",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.refuse_broken_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.known_site.know_site",
    "search.middleware.old_search",
    "core.middleware.admin_script_policy",
    "core.middleware.keep_sessions_private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.sign_in.middleware.SignInMiddleware",
    "wordpress.old_addresses.old_addresses",
    "editorial.old_links.middleware.OldLinksMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fællessekretariat.urls"
WSGI_APPLICATION = "fællessekretariat.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
            ],
        },
    },
]

# Fields are rendered by the templates above, so that ours can stand in for an app's (docs/overridden-templates.md).
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_BUCKET = env.str("MEDIA_BUCKET", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.staticfiles.SiteStaticFilesStorage"},
}
if MEDIA_BUCKET:
    _asked = ("MEDIA_ENDPOINT", "MEDIA_REGION", "MEDIA_ACCESS_KEY", "MEDIA_SECRET_KEY")
    STORAGES["default"] = object_storage(MEDIA_BUCKET, *(env.str(name, "") for name in _asked))
FILE_UPLOAD_PERMISSIONS = 0o640
# Large uploads on their way in; one that a killed process left behind is swept (core/queue.py).
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
with suppress(OSError):
    FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish"))]
# The first wins; the second holds what installed apps lack in Danish (tools/translations.py).
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_upstream"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "DK"
PHONENUMBER_DB_FORMAT = "E164"

# Wagtail ------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Det Boligsociale Fællessekretariat"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = IMAGE_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = IMAGE_PIXELS
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.document_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = DOCUMENT_BYTES
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {"pdf": "application/pdf"}
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "news.Video",
    "MEDIA_FORM_BASE": "news.forms.VideoForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": [],
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search"}}
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAIL_USER_TIME_ZONES = ["Europe/Copenhagen"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# The admin calls no other host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Kept pages (mirror/) -----------------------------------------------------------------------------------------

MIRROR = env.bool("MIRROR", not DEBUG)
MIRROR_ROOT = Path(env.str("MIRROR_ROOT", str(DATA_DIR / "mirror")))

# Sign-ups -----------------------------------------------------------------------------------------------------

# For how many days after the event they are kept.
SIGN_UP_DAYS = env.int("SIGN_UP_DAYS", 14)
# How many proxies stand before the site and write X-Forwarded-For; with none, what the header says is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# Links to other sites -----------------------------------------------------------------------------------------

# Whether the worker asks once a day if they answer; a local site asks nobody.
CHECK_LINKS = env.bool("CHECK_LINKS", PRODUCTION)
# Whether it may ask machines of our own network; for tests alone.
CHECK_PRIVATE_LINKS = False

# Backup -------------------------------------------------------------------------------------------------------

# Where the worker puts one each night (nowhere, when empty), and the public key it is encrypted to.
BACKUP_DIR = env.str("BACKUP_DIR", "")
BACKUP_KEY = env.str("BACKUP_KEY", "")

# Running it ---------------------------------------------------------------------------------------------------

# Megabytes: with less room on the disk the site says that it isn't ready (fællessekretariat/health.py).
LEAST_DISK = env.int("LEAST_DISK", 500)

# Security -----------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's editor reads it
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# Signing in: what depends on the deployment; the rest stands in sign_in.py -----------------------------------------

# Whoever can publish confirms each sign-in with a second factor; always in production, locally to try it out.
SECOND_FACTOR_REQUIRED = PRODUCTION or env.bool("SECOND_FACTOR_REQUIRED", False)
# Seconds: without any action, and in all.
SESSION_IDLE = env.int("SESSION_IDLE", 30 * 60)
SESSION_COOKIE_AGE = env.int("SESSION_LONGEST", 8 * 60 * 60)
# A passkey is bound to a host name; only on this machine itself does a browser take one without encryption.
PASSKEYS = PRODUCTION or SITE_PARTS.hostname == "localhost"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if PASSKEYS else [])]
MFA_PASSKEY_LOGIN_ENABLED = PASSKEYS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME

# Logs, and reports of errors ---------------------------------------------------------------------------------------

LOG_FORMAT = env.str("LOG_FORMAT", "json" if PRODUCTION else "line", validate=validate.OneOf(["json", "line"]))
LOGGING = log_settings(LOG_FORMAT, env.str("LOG_LEVEL", "WARNING"))
# Where the front server, or else gunicorn, notes requests, in a file a day; never whose they were.
ACCESS_LOG_DIR = Path(env.str("ACCESS_LOG_DIR", "") or DATA_DIR / "logs")
SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    start_reporting(SENTRY_DSN)
