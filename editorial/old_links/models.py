"""A redirect that stands only while a page is off the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect


class Detour(models.Model):
    """A redirect that leads past a page that was taken down, and what it did before, if it was there already."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="detours")
    redirect = models.OneToOneField(Redirect, on_delete=models.CASCADE, related_name="detour")
    # Whether the redirect led to the page before; otherwise it was made for the time being.
    led_here = models.BooleanField(default=False)
    route = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        verbose_name = _("detour")
        verbose_name_plural = _("detours")

    def __str__(self) -> str:
        return str(self.redirect)
