"""A site -> its files for programs: feeds, sitemaps, robots.txt."""
