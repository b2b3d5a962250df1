"""Public search over pages, people and the pages of PDFs."""
