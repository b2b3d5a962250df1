"""The admin without inline scripts: what Wagtail starts in one, static/admin/start.js starts from an attribute."""
