"""The room's models, each in a file of its own."""

from core.documents import SiteDocument
from core.images import SiteImage, SiteRendition
from core.outbox import OutgoingMail
from core.site_settings import SiteSettings
from core.topics import Topic

__all__ = ["OutgoingMail", "SiteDocument", "SiteImage", "SiteRendition", "SiteSettings", "Topic"]
