"""Static files under hashed names; one that is missing shows as missing and takes no page along."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, whose template tag never raises: an error page must come through when all else fails.

    collectstatic still fails on a stylesheet that names a file there isn't.
    """

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one of a file that wasn't collected."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name
