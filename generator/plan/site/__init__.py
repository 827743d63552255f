"""Documents -> the newsroom, and what of it is out: references, editions, order, clock."""
