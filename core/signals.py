"""What rooms tell each other."""

from django.dispatch import Signal

# Sent with `instance`, a page whose rows were changed without its being saved or published.
page_rewritten = Signal()
