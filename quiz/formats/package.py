"""Files in a zip, as tools for teaching exchange them."""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is a class

from quiz.formats.taken import NotReadable

MOST_FILES = 5_000
MOST_BYTES = 64_000_000
"""The most that the files read from a package come to, unpacked."""
_MOST_RATIO = 200
"""How many times smaller a file can be packed: text shrinks to a tenth, a bomb to a thousandth."""
_SMALL = 1_000_000
"""The bytes of a file that may be packed tighter than that, as an empty form may be."""
_AGAIN = "export it again"
_OF_A_MAC = re.compile(r"(?:\A|/)(?:__MACOSX/|\._|\.DS_Store\Z)")


def ours(form: str) -> re.Pattern[bytes]:
    """What matches the beginning and the end of a zip that `packed` made in a format."""
    return re.compile(rb"PK\x03\x04.*" + re.escape(_comment(form)) + rb"\Z", re.DOTALL)


def _comment(form: str) -> bytes:
    """The comment of a zip, by which `quiz export` knows its own."""
    return f"quiz export --to {form}".encode()


def packed(files: Mapping[str, bytes], form: str = "") -> bytes:
    """A zip with these files by their names, always the same for the same files.

    With a format's name, `quiz export` knows it again as its own.
    """
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            info = ZipInfo(name)  # of 1980, as it has no clock
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # otherwise another on Windows
            package.writestr(info, content)
        package.comment = _comment(form) if form else b""
    return out.getvalue()


def is_package(data: bytes) -> bool:
    """Whether a file is a zip."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def names(data: bytes) -> list[str]:
    """The names of the files in a zip; raises `NotReadable` for a damaged or too large one."""
    with _opened(data) as package:
        return [each.filename for each in _infos(package)]


def unpacked(data: bytes, *endings: str) -> dict[str, bytes]:
    """The files in a zip whose names end so, in its order; nothing is written to disk.

    Raises `NotReadable` for one that is damaged, locked or grows too large.
    """
    with _opened(data) as package:
        infos = _infos(package)
        wanted = [each for each in infos if each.filename.lower().endswith(endings)]
        return _contents(package, wanted)


def _infos(package: ZipFile) -> list[ZipInfo]:
    """The files in a zip, without those that a Mac adds about others, and names after them."""
    infos = package.infolist()
    if len(infos) > MOST_FILES:
        raise NotReadable(
            f"there are more than {MOST_FILES} files in it", "export fewer questions at a time"
        )
    return [each for each in infos if not _OF_A_MAC.search(each.filename)]


@contextmanager
def _opened(data: bytes) -> Iterator[ZipFile]:
    """A zip; raises `NotReadable` where it's damaged."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            yield package
    except (BadZipFile, ZlibError, EOFError, ValueError, NotImplementedError, OSError) as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable("this zip is damaged", _AGAIN) from None


def _contents(package: ZipFile, infos: list[ZipInfo]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    left = MOST_BYTES
    for info in infos:
        if info.flag_bits & 1:
            raise NotReadable("this zip has a password", "unpack it and zip it again without one")
        # The others fill hundreds of megabytes before the first byte comes out.
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotReadable(
                "this zip is packed in a way that isn't read", "zip it again with “Deflate”"
            )
        most = min(left, max(_SMALL, info.compress_size * _MOST_RATIO))
        with package.open(info) as file:
            content = file.read(most + 1)  # whatever size the zip states
        if len(content) > most:
            raise NotReadable(
                f"the files in it come to more than {MOST_BYTES // 1_000_000} MB"
                if most == left
                else "a file in it grows far too large when it is unpacked",
                _AGAIN,
            )
        left -= len(content)
        contents[info.filename] = content
    return contents
