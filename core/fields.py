"""Fields with the house's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


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
