"""Dateline: from a newsroom's Markdown to the files of its site. `generator/README.md` is
the map."""

__version__ = "0.1.0"
