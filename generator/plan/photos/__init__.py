"""A picture and its use -> the files that are made of it, and what readers are told of it."""
