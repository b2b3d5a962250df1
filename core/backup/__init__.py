"""Backup and restore: database, files and the log of deletions in one encrypted archive that proves itself whole."""

from django.dispatch import Signal

# Sent when another state of the site has taken the place of today's; what was kept of the old one is to go.
site_restored = Signal()
