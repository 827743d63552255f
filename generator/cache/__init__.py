"""The contents of the cache folder: the ledger, objects under their digests, finished
photographs, the lock."""
