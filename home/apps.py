"""The room's entry in Django's registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Set-up of the room."""

    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Tell the frame around every page whom to call, in general and by topic."""
        from core.registry import provide_main_contact, provide_topics
        from home.models import front_page_contact, topics_with_contacts

        provide_main_contact(front_page_contact)
        provide_topics(topics_with_contacts)
