"""What every page is made of: abstract page, images, documents, topics, settings, blocks, Danish."""
