"""Front page, sections, mission, help and text pages: they compose what the floors below offer."""

from home.models.front import HomePage, front_page_contact
from home.models.help import HelpPage, OtherHelp
from home.models.mission import MissionPage, topics_with_contacts
from home.models.section import SectionPage
from home.models.text import TextPage

__all__ = [
    "HelpPage",
    "HomePage",
    "MissionPage",
    "OtherHelp",
    "SectionPage",
    "TextPage",
    "front_page_contact",
    "topics_with_contacts",
]
