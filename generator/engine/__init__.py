"""Runs the stages in their order, and stores their results for the next build. Knows no HTML and no
pixels."""
