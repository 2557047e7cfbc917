"""Types of sqlcipher3 0.6, which ships none. Only what the store uses."""
