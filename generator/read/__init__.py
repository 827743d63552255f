"""Source files -> documents. Each file is read alone: no other document, no URL, no clock."""
