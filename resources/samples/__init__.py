"""The sample list and what the demo adds to it; every firm and person is invented."""
