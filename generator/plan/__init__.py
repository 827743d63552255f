"""Documents -> Site -> the list of all files of the site. Reads and writes no file."""
