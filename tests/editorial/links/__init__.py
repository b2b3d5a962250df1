"""Links to other sites."""
