"""Front matter: the bytes of a file -> keys and values, and every fault in an editor's words."""
