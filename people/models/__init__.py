"""The room's models: staff, partners and the page that shows them."""

from people.models.page import PeoplePage, partners_by_kind, with_addresses
from people.models.partner import Partner
from people.models.person import Person

__all__ = ["Partner", "PeoplePage", "Person", "partners_by_kind", "with_addresses"]
