"""Moving in and out, in the admin."""
