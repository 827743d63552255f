"""Links that lead out of the site: whether what they name is still there. Only `check --links` asks."""
