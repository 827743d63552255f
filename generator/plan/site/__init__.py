"""Documents -> the newsroom, and its published part: references, editions, order, publication
times."""
