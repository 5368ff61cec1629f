"""What POSIX systems have and Windows has not, and the other way round: imported here, and nowhere else.

Who needs one of these modules asks here, and says what is done where there is none.
"""

from __future__ import annotations

import os
import socket
from typing import Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

try:
    import msvcrt
except ImportError:  # all others
    msvcrt = None  # type: ignore[assignment]

HAS_UNIX_SOCKETS: Final = hasattr(socket, "AF_UNIX")
FORKS: Final = hasattr(os, "fork") and HAS_UNIX_SOCKETS and fcntl is not None and resource is not None
"""Whether processes can be forked, spoken to by Unix sockets, and be held to bounds by the system."""

__all__ = ["FORKS", "HAS_UNIX_SOCKETS", "fcntl", "msvcrt", "resource"]
