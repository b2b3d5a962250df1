"""How often pages were read and files fetched, by day: counted from the front server's log, which names nobody."""
