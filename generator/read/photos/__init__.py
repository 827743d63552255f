"""A photograph -> its size, its rights and how it looks. Changes no file."""
