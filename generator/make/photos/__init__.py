"""A photograph -> its variants, through Pillow."""
