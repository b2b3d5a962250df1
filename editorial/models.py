"""The room's models, where Django looks for them."""

__all__ = [
    *("CheckedPage", "Detour", "ExternalLink", "GuestDigest", "GuestLetter", "LinkUse", "Publishing", "ReportUpload"),
]
