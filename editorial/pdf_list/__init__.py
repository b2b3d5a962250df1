"""The list of PDFs and how accessible they are, for the yearly look at the accessibility statement."""
