"""Front page, sections, mission and text pages, and the initial content."""
