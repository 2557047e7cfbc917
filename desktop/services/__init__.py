"""One function for each verb of the desk; each owns its transaction."""
