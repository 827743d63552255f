"""The nouns of a newsroom as frozen values. Does nothing, imports nothing of ours."""
