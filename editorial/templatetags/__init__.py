"""Template tags of the staff's side."""
