"""The staff's side of the admin."""
