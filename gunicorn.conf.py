"""How gunicorn serves the site, locally and in the image; each value can be set by the environment."""

import os
import sys
from pathlib import Path

# Before gunicorn itself adds the folder it is started in.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fællessekretariat.access_log import AccessLog  # noqa: E402

bind = f"{os.environ.get('HOST', 'localhost')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# A heartbeat file on a slow disk makes gunicorn take a busy worker for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
timeout = 60
graceful_timeout = 10
# ACCESS_LOG says where requests are noted.
logger_class = AccessLog
errorlog = "-"
loglevel = "warning"
# gunicorn's own socket for remote commands would lie in the home folder; nobody here uses it.
control_socket_disable = True


def when_ready(server):  # noqa: ANN001, ANN201
    """Tell the person who started the site where it is, once it listens."""
    site_url = os.environ.get("SITE_URL", f"http://{bind}").rstrip("/")
    stop = "" if site_url.startswith("https:") else "\nStop with Ctrl-C."
    print(f"The site:  {site_url}/\nThe admin: {site_url}/admin/{stop}", flush=True)
