"""SHA-256 without OpenSSL, which `hashlib` loads: 2 ms and 3 MB at every start.

The standard library's `random` takes SHA-512 the same way.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # Python 3.12 and newer
    except ImportError:
        try:
            from _sha256 import sha256  # Python 3.11
        except ImportError:
            from hashlib import sha256  # where Python was built with OpenSSL's alone

__all__ = ["sha256"]
