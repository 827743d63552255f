"""A site -> its HTML pages: articles, fronts, lists."""
