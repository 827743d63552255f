"""A newsroom's first day: its files, and how the sample gives way to them."""
