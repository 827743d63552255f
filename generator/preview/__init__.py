"""The preview: a server for the browser of whoever writes, and what it lays over a page."""
