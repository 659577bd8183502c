"""Who is known beforehand: the registry, a user's own actors, and when two entries are one."""
