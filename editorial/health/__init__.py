"""How the site is doing: pages to look at again, pictures, links, PDFs, mail, the accessibility statement."""
