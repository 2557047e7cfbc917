"""Export files: cards and keys, the bundle and its checks, and what of it can be applied.

Nothing here knows the store: bytes and values in, values out (docs/bundle-format.md).
"""
