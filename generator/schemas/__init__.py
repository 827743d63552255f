"""JSON Schemas of front matter and of site.toml, made from the model, for editors' programs."""
