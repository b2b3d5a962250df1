"""The secret of a local site: made once, kept in the data folder, never in the repository."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(folder: Path) -> str:
    """Return the secret kept in ``folder/secret-key``, making it (mode 600) the first time.

    Raises OSError when the folder can't be written.
    """
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".secret-key-{os.getpid()}"
        temporary.touch(mode=0o600)
        temporary.write_text(get_random_secret_key())
        # Linking fails when another process was first: its secret then counts for both.
        try:
            os.link(temporary, file)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return file.read_text()
