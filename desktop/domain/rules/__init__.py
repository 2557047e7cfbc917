"""The rules of the desk: who is small, what aid is left, what is still valid, and why."""
