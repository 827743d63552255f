"""The nouns of a newsroom as frozen values. The package does no work and imports no other package
of ours."""
