"""`build.py pack`: the articles of the last days as a ZIP archive of pages that open from a file, and
as an EPUB 3 book for each language. Publishes nothing."""
