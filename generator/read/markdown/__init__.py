"""Markdown -> the body of a document. Knows of no other document."""
