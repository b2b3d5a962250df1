"""What a container's health check runs: `python -m fællessekretariat.healthcheck [URL [PART]]`; needs no Django."""

import json
import os
import sys
import urllib.error
import urllib.request


def main(arguments: list[str]) -> int:
    """Ask an address of the site's health, by default this container's own, and print what it says.

    Returns 0 when it is well; with the name of a part, when that part is.
    """
    own = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz/live"
    url, part = [*arguments, "", ""][:2]
    try:
        with urllib.request.urlopen(url or own, timeout=8) as answer:  # noqa: S310
            body, is_well = answer.read(), True
    except urllib.error.HTTPError as refused:
        body, is_well = refused.read(), False
    except OSError as error:
        print(f"{url or own}: {error}")
        return 1
    print(body.decode(errors="replace"))
    if part:
        try:
            is_well = bool(json.loads(body)[part]["ok"])
        except (ValueError, KeyError, TypeError):
            is_well = False
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
