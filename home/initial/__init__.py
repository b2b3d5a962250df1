"""The initial content: what a new site holds before anybody has written on it."""
