"""What `make` calls: set-up, start, checks, catalogues; the site itself imports nothing from here."""
