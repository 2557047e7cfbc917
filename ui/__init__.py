"""The window: all of Qt. It speaks to the desk through desktop.services alone."""
