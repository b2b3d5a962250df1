"""Searches that found nothing: counted, and told to the staff once they were made on several days.

What somebody typed may be personal. Of a first search only a keyed hash is kept, which tells that it was made again;
what looks like a number, an address or a story never is.
"""

import datetime as dt
import re

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.work import every_minute
from search.models import Miss
from search.query import Query

# Words that were searched for on as many days are shown.
DAYS = 2
KEPT = dt.timedelta(days=90)
UNKNOWN_KEPT = dt.timedelta(days=30)
MOST_WORDS, LONGEST = 4, 60
# Whoever tries words out by the thousand fills no table.
MOST_ROWS = 5000
_PERSONAL = re.compile(r"@|\d{4}|\d{2}.?\d{2}|https?:|www\.")


def note(query: Query) -> None:
    """Count a search that found nothing; nothing happens where it may be personal."""
    words = " ".join(word.form.casefold() for word in query.words)
    if not words or len(words) > LONGEST or len(query.words) > MOST_WORDS or _PERSONAL.search(query.text):
        return
    try:
        with transaction.atomic():
            _count(words)
    except DatabaseError:
        # Visitors get their answer, counted or not.
        return


def _count(words: str) -> None:
    today = timezone.localdate()
    digest = salted_hmac("search.misses", words, algorithm="sha256").hexdigest()
    known = Miss.objects.filter(digest=digest)
    if known.filter(last_on=today).update(count=F("count") + 1):
        return
    if known.update(count=F("count") + 1, days=F("days") + 1, last_on=today):
        known.filter(days__gte=DAYS, words="").update(words=words)
    elif Miss.objects.count() < MOST_ROWS:
        Miss.objects.create(digest=digest, first_on=today, last_on=today)


@every_minute
def drop_old() -> None:
    """Delete what nobody searched for any more."""
    today = timezone.localdate()
    Miss.objects.filter(last_on__lt=today - KEPT).delete()
    Miss.objects.filter(words="", last_on__lt=today - UNKNOWN_KEPT).delete()
