"""One output -> its bytes. Decides nothing."""
