"""Markdown -> the body of a document. Knows no other document."""
