"""Guessed passwords: after some, the same name has to wait at the same network address (django-axes)."""

import datetime as dt
import ipaddress
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.work import every_minute
from news.invitations.guard import client_address

# Attempts hold names and addresses, which nobody needs for longer.
KEPT = dt.timedelta(days=7)


def client_ip(request: HttpRequest) -> str:
    """Return the network address of whoever asks; the addresses of one home (IPv6, /64) count as one."""
    address = client_address(request)
    try:
        return str(ipaddress.ip_network(address).network_address)
    except ValueError:
        return "0.0.0.0"  # noqa: S104


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the account that somebody tries, the same for its user name and its e-mail; else what was typed."""
    given = credentials or {}
    typed = str(given.get("username") or given.get("email") or request.POST.get("login", "")).strip()
    users = get_user_model().objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed))
    account = users.order_by("pk").first() if typed else None
    return account.get_username() if account else typed.lower()[:255]


def locked(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Tell whoever guessed too often how long to wait, and what else they can do."""
    wait: dt.timedelta = settings.AXES_COOLOFF_TIME
    answer = render(request, "editorial/sign_in/locked.html", {"minutes": round(wait.total_seconds() / 60)}, status=429)
    answer["Retry-After"] = str(round(wait.total_seconds()))
    return answer


@every_minute
def forget_attempts() -> None:
    """Delete what was tried long ago."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()
