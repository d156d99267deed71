"""Addresses of pages: which may be shown and opened, which is meant, how a browser is given one."""

import re
from unicodedata import category, name, normalize
from urllib.parse import quote, urlsplit

from quiz.text import INVISIBLE

_HOST = r"(?i)(https?://)(?![^/?#]*@)([^/?#:\s]+)"
_BESIDE_LATIN = {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
"""The scripts that a word may mix with Latin, as in Unicode Technical Standard 39."""
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_LONGEST_LABEL = 63


def is_plain_address(url: str) -> bool:
    """Whether an address is http or https with a host in ASCII, and hides nothing.

    Letters of any script may follow the host, where they can't make one place look like another.
    """
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", parts.hostname or ""))
        and "@" not in parts.netloc
        and port_is_good
        and url.isprintable()
        and not re.search(r"[\s\\]", url)
        and not INVISIBLE.search(url)
    )


def with_plain_host(url: str) -> str:
    """The address with its host as the net knows it, such as xn--mnchen-3ya.de for münchen.de.

    Letters of two scripts can look alike; those of ASCII say which host it is. A host that has no
    such form, or mixes such scripts in a word, stays as it is. RFC 5891, without the tables: what
    it rules out can't be registered.
    """
    if url.isascii() or not (match := re.match(_HOST, url)):
        return url
    labels = [_in_ascii(label) for label in match[2].split(".")]
    return f"{match[1]}{'.'.join(labels)}{url[match.end() :]}"


def for_browser(url: str) -> str:
    """The address in ASCII: other characters as RFC 3987 encodes them."""
    return quote(url, safe=_ASCII)


def address_meant(value: str) -> str:
    """The address that is meant by one without https://, or with blanks around it or capitals."""
    scheme, mark, rest = value.strip().rpartition("://")
    if mark and scheme.lower() in ("http", "https"):
        return f"{scheme.lower()}://{rest}"
    return f"https://{rest}" if not mark and re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", rest) else ""


def _in_ascii(label: str) -> str:
    """A part of a host in ASCII; as it is if it has more than letters, digits and hyphens."""
    plain = normalize("NFC", label).lower()
    if plain.isascii() or plain != normalize("NFKC", plain):
        return label
    if not all(each == "-" or category(each)[0] in "LMN" for each in plain):
        return label
    scripts = {name(each, "").split(" ")[0] for each in plain if category(each)[0] == "L"}
    if "LATIN" in scripts and not scripts <= _BESIDE_LATIN:
        return label
    encoded = f"xn--{plain.encode('punycode').decode()}"
    return encoded if len(encoded) <= _LONGEST_LABEL else label
