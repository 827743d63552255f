"""What a picture editor asks of all photographs at once: which need work, where, and what to do. Publishes nothing."""
