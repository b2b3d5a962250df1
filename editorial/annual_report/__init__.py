"""Publish the annual report: one file, one screen, and both its page and its announcement are there."""
