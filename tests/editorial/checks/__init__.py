"""The checks beside the editor."""
