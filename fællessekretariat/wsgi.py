"""The WSGI entry point that gunicorn serves: the kept pages, and Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fællessekretariat.settings")

django_application = get_wsgi_application()

# Known once the apps are.
from core.request_ids import RequestIds  # noqa: E402
from mirror.upkeep import start  # noqa: E402
from mirror.wsgi import Mirror  # noqa: E402

start()
application = RequestIds(Mirror(django_application))
