"""The mail that the site sends, as the staff see it: what waits, what failed and why, and a mail to try it out."""
