"""One module per command, with its own arguments. `run` takes them without the command's name, and
returns the exit code."""
