"""Approving a page from a phone: one screen with the page and one button, where the mail's link leads."""
