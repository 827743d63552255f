"""A site -> the files that programs read: feeds, sitemaps, robots.txt."""
