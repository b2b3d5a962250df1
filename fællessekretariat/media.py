"""Where uploaded files are: on the disk, or in a bucket that MEDIA_BUCKET names."""

from typing import Any


def object_storage(bucket: str, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """Return the entry of STORAGES for a bucket; without keys, those of the machine's own role are used."""
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": region or None,
        "access_key": access_key or None,
        "secret_key": secret_key or None,
        "default_acl": None,
        "file_overwrite": False,
        # Beyond this a file that is being read lies on the disk, not in memory.
        "max_memory_size": 8_000_000,
    }
    return {"BACKEND": "core.object_storage.ObjectStorage", "OPTIONS": options}
