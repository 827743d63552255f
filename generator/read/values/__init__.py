"""The values of front matter and site.toml: how each may be written, by the type of its field."""
