"""The drills of drills/ in their short form."""
