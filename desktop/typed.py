"""`override`, which Python has from 3.12: on 3.11 the type checker alone needs its real one.

Loading typing_extensions for this one word takes longer than reading the settings.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override as override  # noqa: PLC0414 - handed on
else:

    def override(method):  # noqa: ANN001, ANN201
        """Give the method as it is."""
        return method
