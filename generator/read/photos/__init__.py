"""A photograph -> its size, its rights and its looks. Changes no file."""
