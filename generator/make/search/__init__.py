"""A feed or a sitemap -> its XML."""
