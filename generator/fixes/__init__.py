"""Mends what has one certain repair, in the files of editors, and changes no other byte."""
