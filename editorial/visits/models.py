"""What is kept of visits: a number for each address and day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitCount(models.Model):
    """How often an address was asked for on a day."""

    day = models.DateField(_("day"))
    path = models.CharField(_("address"), max_length=255)
    is_download = models.BooleanField(_("file"), default=False)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("visits")
        verbose_name_plural = _("visits")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.path}: {self.count}"


class LogRead(models.Model):
    """How far a file of the log has been counted; by its first line it is known again."""

    name = models.CharField(max_length=100, unique=True)
    first_line = models.CharField(max_length=64)
    offset = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} up to {self.offset}"
