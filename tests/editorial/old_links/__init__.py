"""Old links."""
