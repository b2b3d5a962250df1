"""Links that lead away from the site: which pages name them, and whether they answer; the worker asks."""
