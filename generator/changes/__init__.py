"""`build.py changes`: the site as it would be, beside that of an earlier commit. For pull requests."""
