"""The pattern page: every component of the public site with its states, for staff to look at."""
