"""The room's models, where Django looks for them."""

from editorial.annual_report.models import ReportUpload
from editorial.guests.models import GuestDigest, GuestLetter

__all__ = ["GuestDigest", "GuestLetter", "ReportUpload"]
