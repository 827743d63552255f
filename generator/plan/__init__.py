"""Documents -> Site -> the list of every file the site consists of. Reads and writes nothing."""
