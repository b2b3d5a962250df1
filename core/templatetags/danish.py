"""Filters for Danish text: dates, times, numbers, soft hyphens, phone numbers."""

import datetime as dt
from typing import Any

from django import template
from django.utils.text import capfirst
from phonenumber_field.phonenumber import PhoneNumber

from core.danish import dates, words

register = template.Library()

register.filter("heading_class", words.heading_class)
register.filter("cap", capfirst)


def _register_guarded(name: str, function: Any) -> None:
    """Register a filter that answers "" to None and "", so that a missing value leaves a gap and not an error."""

    def guarded(value: Any) -> str:
        return "" if value in (None, "") else function(value)

    register.filter(name, guarded)


for _name, _function in {
    "day_month": dates.day_month,
    "short_date": dates.short_date,
    "long_date": dates.long_date,
    "near_date": dates.near_date,
    "clock": dates.clock,
    "near_moment": dates.near_moment,
    "duration": dates.duration,
    "file_size": words.file_size,
}.items():
    _register_guarded(_name, _function)


@register.filter
def time_range(start: dt.datetime | None, end: dt.datetime | None = None) -> str:
    """Return "kl. 15.00–17.00", or "kl. 15.00" without an end."""
    return dates.time_range(start, end) if start else ""


@register.filter(is_safe=True)
def shy(text: Any) -> str:
    """Return the text with soft hyphens in its known long compounds."""
    return words.soften(str(text)) if text else ""


@register.filter
def phone(number: Any) -> str:
    """Return a phone number as shown: "22 28 19 22", with its country when that isn't Denmark."""
    if not number:
        return ""
    if isinstance(number, PhoneNumber) and number.is_valid():
        shown = number.as_national if number.country_code == 45 else number.as_international
        return shown.replace(" ", words.NBSP)
    return str(number).replace(" ", words.NBSP)


@register.filter
def tel(number: Any) -> str:
    """Return a phone number as an address to call (RFC 3966): "tel:+4522281922"."""
    if not number:
        return ""
    digits = number.as_e164 if isinstance(number, PhoneNumber) and number.is_valid() else str(number)
    return "tel:" + "".join(sign for sign in digits if sign.isdigit() or sign == "+")
