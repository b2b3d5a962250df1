"""Fields with the house's words."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from phonenumber_field.modelfields import PhoneNumberField

# Django's own sentence for an hour that the change of the clock leaves out or doubles; our catalogue tells it plainly.
NO_SUCH_TIME = gettext_noop(
    "%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; it may be ambiguous or it may not exist."
)

# A slip of the finger must not put a post in the year 1 or 9999.
SANE_DATES = [MinValueValidator(dt.date(1990, 1, 1)), MaxValueValidator(dt.date(2100, 1, 1))]
SANE_MOMENTS = [
    MinValueValidator(dt.datetime(1990, 1, 1, tzinfo=dt.UTC)),
    MaxValueValidator(dt.datetime(2100, 1, 1, tzinfo=dt.UTC)),
]


class PhoneField(PhoneNumberField):
    """A phone number, checked and stored in one form (E.164) by phonenumbers, refused in a plain sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        message = _("This number can't be called. Write it as 22 28 19 22, or with + and the country's code.")
        kwargs.setdefault("error_messages", {"invalid": message})
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the words out of migrations."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("error_messages", None)
        return name, path, args, kwargs
