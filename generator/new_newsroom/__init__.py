"""A newsroom's first day: its files, and how they replace the sample."""
