"""An article and its answers -> its page, its card and its feed entry."""
