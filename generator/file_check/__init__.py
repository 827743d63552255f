"""What concerns a few files alone, quickly: for an editor who saves, and for git before a commit."""
