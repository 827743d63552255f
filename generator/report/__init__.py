"""A build report -> lines for an editor, JSON, GitHub's annotations; and the terminal that shows
them."""
