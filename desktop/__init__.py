"""Sportello: the desk of a chamber of commerce."""

__version__ = "0.1.0"
