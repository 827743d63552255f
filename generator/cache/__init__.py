"""What the cache folder holds: the ledger, objects under their digests, finished photographs, the lock."""
