"""Visits and downloads, counted and shown."""
