"""What each kind of paper says: records in, blocks with final strings out."""
