"""The preview: a server for a browser on this machine, and the overlay with the errors of the last
build."""
