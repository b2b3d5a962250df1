"""How large things may be; plain values, without Django, so that a confined process may read them too."""

# The largest PDF that is taken, stored and read.
DOCUMENT_BYTES = 100_000_000
# The largest film that is taken.
FILM_BYTES = 500_000_000
# The largest picture: as a file, and unpacked (a phone's largest has 50 megapixels).
IMAGE_BYTES, IMAGE_PIXELS = 20 * 1024 * 1024, 52_000_000
# As much as a form takes from whoever is not signed in; nginx lets no more through outside the admin.
STRANGER_BYTES = 1024 * 1024
