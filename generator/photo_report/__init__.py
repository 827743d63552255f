"""The photo report: which of all photographs need work, where they are used, and what to do.
Publishes nothing."""
