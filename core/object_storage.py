"""Files in a bucket that speaks the protocol of S3, for more than one machine; visitors never learn its address.

Everything in it is private: what is public comes by the site's own addresses, which ask who may see it.
"""

from typing import Any, BinaryIO

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from core.addresses import media_address


class ObjectStorage(S3Storage):
    """A private bucket behind the site's own addresses."""

    # What it raises when nobody answers, or refuses: no fault of the site's (core/views.py).
    away = (BotoCoreError, ClientError)

    def __init__(self, **options: Any) -> None:
        """Wait for seconds, not for the minutes that the library would: a visitor waits too."""
        patience = Config(connect_timeout=3, read_timeout=20, retries={"total_max_attempts": 2})
        super().__init__(**{"client_config": patience, **options})

    def ask(self) -> None:
        """Raise one of ``away`` unless the bucket answers."""
        self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return the address at the site, as for files on its disk."""
        return media_address(name)

    def exists(self, name: str) -> bool:
        """Whether there is a file, or a folder with one in it, as on a disk."""
        if super().exists(name):
            return True
        key = self._normalize_name(name.rstrip("/"))
        return any(True for _ in self.bucket.objects.filter(Prefix=f"{key}/").limit(1))

    def open_part(self, name: str, first: int, length: int) -> BinaryIO:
        """Return so many bytes of a file as a stream, without fetching the rest. Raises FileNotFoundError."""
        client, key = self.connection.meta.client, self._normalize_name(name)
        asked = {"Range": f"bytes={first}-{first + length - 1}"} if length else {}
        try:
            stream: BinaryIO = client.get_object(Bucket=self.bucket_name, Key=key, **asked)["Body"]
        except client.exceptions.NoSuchKey:
            raise FileNotFoundError(name) from None
        return stream
