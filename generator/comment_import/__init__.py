"""The export of a comment form, a CSV file -> files of approved comments in content/comments/. Builds
nothing, and repeats nothing that a reader wrote."""
