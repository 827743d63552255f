"""Where work is done: here, in processes, on a Dask cluster, or on another core meanwhile."""
