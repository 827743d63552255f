"""One module a command, with its own arguments: `run` takes what stands behind its name and returns the exit code."""
