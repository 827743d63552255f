"""The web desk at /admin/: its page and its configuration, made from the settings and the model alone."""
