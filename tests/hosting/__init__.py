"""How the site is run: health, logs, headers, front server, containers, files elsewhere."""
