"""Files that others hand in: looked at, and made ready for a paper, in a process of their own.

`look` says what a file is, by what it holds and never by its name; `made_ready` draws its pages
so that they can be set into a paper. The desk itself opens none of them.
"""

from desktop.attached.limits import LIMITS, Limits
from desktop.attached.reader import look, made_ready
from desktop.attached.told import Looked, Pages

__all__ = ["LIMITS", "Limits", "Looked", "Pages", "look", "made_ready"]
