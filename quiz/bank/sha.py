"""Hashes without OpenSSL, which `hashlib` loads: 2 ms and 3 MB at every start.

The standard library's `random` takes SHA-512 the same way. BLAKE2b is four times as fast as this
SHA-256, which matters for whole files: 2 ms at every start.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b

        try:
            from _sha2 import sha256  # Python 3.12 and newer
        except ImportError:
            from _sha256 import sha256  # Python 3.11
    except ImportError:
        from hashlib import blake2b, sha256  # where Python was built with OpenSSL's alone

__all__ = ["blake2b", "sha256"]
