"""Measurements, run by hand. Nothing here asserts how long anything takes."""
