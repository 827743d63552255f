"""A page's view and its layout -> HTML, through Jinja."""
