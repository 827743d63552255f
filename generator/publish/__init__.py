"""Bytes -> the output folder. No reader ever sees half a site."""
