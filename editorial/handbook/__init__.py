"""The handbook: what staff do here, task by task, with pictures of the running site, and on two pages."""
