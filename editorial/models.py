"""The room's models, where Django looks for them."""

from editorial.annual_report.models import ReportUpload
from editorial.desk.models import Publishing
from editorial.guests.models import GuestDigest, GuestLetter
from editorial.health.models import CheckedPage
from editorial.links.models import ExternalLink, LinkUse
from editorial.old_links.models import Detour
from editorial.visits.models import LogRead, VisitCount

__all__ = [
    "CheckedPage",
    "Detour",
    "ExternalLink",
    "GuestDigest",
    "GuestLetter",
    "LinkUse",
    "LogRead",
    "Publishing",
    "ReportUpload",
    "VisitCount",
]
