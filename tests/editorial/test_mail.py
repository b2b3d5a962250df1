"""Mail to staff: in the house's frame, readable on a phone, with text beside it, asking no host for a picture."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from home.models import MissionPage

pytestmark = pytest.mark.django_db


def test_a_page_sent_for_approval_reaches_the_leaders_by_mail(
    editor: Any, leader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = MissionPage.objects.get(slug="analyse")
    page.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, editor)
    sent = next(message for message in mail.outbox if leader.email in message.to)
    html = next(str(content) for content, kind in sent.alternatives if kind == "text/html")
    assert "Analyse" in sent.body
    assert f"{settings.SITE_URL}/admin/" in sent.body
    assert "Det Boligsociale Fællessekretariat" in html and 'lang="da"' in html
    assert f"{settings.SITE_URL}/admin/pages/{page.pk}/edit/" in html
    assert not re.search(r"<img|<link|url\(", html)
