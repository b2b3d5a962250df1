"""Read a large export of WordPress's: how long, and how much memory however large it is.

    .venv/bin/python bench/read_export.py [--megabytes 200] [--comments 100000]

Makes an export of the given size on the disk, a small part of it as a yardstick, and reads both in processes of their
own. Memory is to stay flat: the large one may take at most 60 MB more than the small one.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

MOST_MORE = 60
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><wp:wxr_version>1.2</wp:wxr_version>\n'
)
TEXT = "<p>Beboerne i området fik i dag svar fra kommunen. Det er vi glade for.</p>\n" * 400
COMMENT = "<wp:comment><wp:comment_content><![CDATA[Tak for det.]]></wp:comment_content></wp:comment>\n"


def write(path: Path, megabytes: int, comments: int) -> None:
    """Write an export of about this size."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        number = 0
        while file.tell() < megabytes * 1_000_000:
            number += 1
            file.write(
                f"<item><title>Nyhed {number}</title><guid>https://gammel.example/?p={number}</guid>"
                f"<content:encoded><![CDATA[{TEXT}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
                "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
            )
            file.write(COMMENT * (comments if number == 1 else 1))
            file.write("</item>\n")
        file.write("</channel></rss>\n")


def read(path: Path) -> None:
    """Read an export; print its posts, the seconds, and the most memory in MB."""
    from wordpress.wxr.spool import Spool

    start = time.perf_counter()
    with path.open("rb") as file, Spool(file) as spool:
        seconds = time.perf_counter() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(len(spool.entries), f"{seconds:.1f}", f"{most:.0f}")


def main() -> int:
    """Measure; return 1 when memory grows with the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read(options.read)
        return 0
    memory = []
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (2, options.megabytes):
            path = Path(folder) / f"{megabytes}.xml"
            write(path, megabytes, options.comments if megabytes > 2 else 1)
            command = [sys.executable, __file__, "--read", str(path)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            print(f"{path.stat().st_size / 1e6:.0f} MB: {said[0]} posts, {said[1]} s, at most {said[2]} MB of memory")
            memory.append(int(said[2]))
    return int(memory[1] - memory[0] > MOST_MORE)


if __name__ == "__main__":
    sys.exit(main())
