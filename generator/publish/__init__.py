"""Bytes -> the output folder, so that no reader ever sees half a site."""
