"""The site's health."""
