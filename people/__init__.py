"""Staff and partners."""
