"""The values of front matter and site.toml: how they may be written, by the type of their field."""
