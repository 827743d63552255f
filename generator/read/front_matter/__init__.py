"""Front matter: the bytes of a file -> keys and values, with every fault in an editor's words."""
