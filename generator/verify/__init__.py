"""A published site, compared with a clean build, and read against its sources."""
