"""What is said of the secretariat on every page: each fact stands here once."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from core.fields import SANE_DATES, PhoneField


@register_setting(icon="home", order=10)
class SiteSettings(BaseGenericSetting):
    """Name, address and links of the secretariat."""

    name = models.CharField(_("name"), max_length=80, default="Det Boligsociale Fællessekretariat")
    tagline = models.CharField(
        _("who we are in a few words"),
        max_length=80,
        blank=True,
        help_text=_("Stands below the name in the footer."),
    )
    address = models.TextField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Street, postcode and town, each on a line of its own."),
    )
    phone = PhoneField(
        _("main number"),
        blank=True,
        help_text=_("Leave empty to show the number of the contact on the front page."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    cvr = models.CharField(
        _("CVR number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("A CVR number has eight digits."))],
    )
    opening_hours = models.TextField(
        _("opening hours"),
        max_length=300,
        blank=True,
        help_text=_("One line for each time, e.g. Monday–Thursday 9–15."),
    )
    statement_url = models.URLField(
        _("address of the accessibility statement"),
        blank=True,
        help_text=_("From the state's WAS tool. Visitors who follow the link in the footer are sent there."),
    )
    statement_reviewed_on = models.DateField(
        _("accessibility statement looked at on"),
        null=True,
        blank=True,
        validators=SANE_DATES,
        help_text=_("The law wants it looked at every year. A year after this day the start page says so."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on accessibility"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on privacy"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    facebook_url = models.URLField("Facebook", blank=True)
    linkedin_url = models.URLField("LinkedIn", blank=True)
    youtube_url = models.URLField("YouTube", blank=True)

    select_related = ["accessibility_page", "privacy_page"]

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("cvr")], heading=_("The secretariat")),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("opening_hours")],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("statement_url"),
                FieldPanel("statement_reviewed_on"),
                FieldPanel("accessibility_page"),
                FieldPanel("privacy_page"),
            ],
            heading=_("What the law asks for"),
        ),
        MultiFieldPanel(
            [FieldPanel("facebook_url"), FieldPanel("linkedin_url"), FieldPanel("youtube_url")],
            heading=_("Elsewhere on the web"),
        ),
    ]

    class Meta:
        verbose_name = _("The secretariat")

    @property
    def social_urls(self) -> list[str]:
        """The addresses of the secretariat elsewhere on the web."""
        return [url for url in (self.facebook_url, self.linkedin_url, self.youtube_url) if url]
