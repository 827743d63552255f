"""Source files -> documents. Knows of no other document, no URL and no clock."""
