"""Reading PDFs of unknown origin: facts, text and page images, always in a confined process of its own."""
