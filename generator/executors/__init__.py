"""Where work is done: in this process, in several processes, on a Dask cluster, or in a fork."""
