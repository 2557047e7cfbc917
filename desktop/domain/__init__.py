"""The pure core: what a firm, a session, a mission is, and the rules."""
