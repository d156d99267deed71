"""Sends statements to a learning record store that is there already.

The requests are those of xAPI 1.0.3, part three:
https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Communication.md
"""

import ipaddress
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from http.client import HTTPException, InvalidURL
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import msgspec
from msgspec import Struct

from quiz.classroom.xapi import Statement
from quiz.text import one_line

PATIENCE = 30.0
"""Seconds to wait for an answer."""
PAUSES = (1.0, 5.0)
"""Seconds before a request is made again, with the same ids, because of what may pass."""
_MOST, _LARGEST = 500, 500_000
"""The most statements and bytes in a request: many servers take no more than 1 MB."""
_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
_CONFLICT, _TOO_LARGE = 409, 413
_LONGEST = 200
"""The most characters that are shown of what a store says."""


class NotSent(Exception):  # noqa: N818 - a state of affairs
    """Statements can't be sent; says why and, if it is the address, what to do."""


class Sent(Struct):
    """What became of statements."""

    there: int = 0
    """How many are in the store now, sent just now or before."""
    differing: int = 0
    """How many of them were there before and say something else, such as no name."""


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: a password is for the address that was named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Store:
    """A store, at an address to which its password may be sent."""

    def __init__(
        self, url: str, user: str, password: str, pause: Callable[[float], None] = time.sleep
    ) -> None:
        """Take the address of its endpoint; raises `NotSent` if it isn't one, or unsafe."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            parts, host = urlsplit(""), None
        if not host or parts.query or parts.fragment or parts.scheme not in ("http", "https"):
            raise NotSent("--send needs an address", "it begins with https://")
        if parts.username is not None or parts.password is not None:
            raise NotSent(
                "others could see a password in the address",
                "put it into QUIZ_LRS_USER and QUIZ_LRS_PASSWORD",
            )
        here = _is_here(host)
        if parts.scheme == "http" and not here:
            raise NotSent("the password would be sent in the open", "use https")
        url = url.rstrip("/").removesuffix("/statements")
        self._statements = f"{url}/statements"
        both = f"{user}:{password}".encode(errors="surrogateescape")  # the bytes that were set
        self._headers = {
            "Authorization": f"Basic {b64encode(both).decode()}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": "1.0.3",
        }
        self._pause = pause
        # What is meant for this machine doesn't go through another.
        self._opener = build_opener(_NoRedirects, *([ProxyHandler({})] if here else []))

    def send(self, made: Iterable[Statement], sent: Sent) -> None:
        """Send statements and count them in `sent`; raises `NotSent` where it can't go on."""
        for batch in _batches(made):
            sent.differing += self._post(batch)
            sent.there += len(batch)

    def _post(self, batch: Sequence[bytes]) -> int:
        """Send a batch; returns how many of it say something else in the store."""
        try:
            self._request(b"[" + b",".join(batch) + b"]")
        except HTTPError as error:
            if error.code not in (_CONFLICT, _TOO_LARGE):
                raise NotSent(_why(error)) from None
            if len(batch) == 1 and error.code == _TOO_LARGE:
                raise NotSent("it doesn't take statements as large as these") from None
            if len(batch) == 1:
                return 1
            middle = len(batch) // 2  # a store takes all of a batch or nothing
            return self._post(batch[:middle]) + self._post(batch[middle:])
        return 0

    def _request(self, body: bytes) -> None:
        """Post some statements, more than once if need be; raises `HTTPError` or `NotSent`."""
        request = Request(self._statements, body, self._headers)  # noqa: S310 - https, or this machine
        for pause in (*PAUSES, None):
            try:
                with self._opener.open(request, timeout=PATIENCE) as answer:
                    status, said = answer.status, answer.read(_LARGEST)
            except HTTPError as error:
                if pause is None or error.code not in _MAY_PASS:
                    raise
                error.close()
            except (OSError, HTTPException, ValueError) as error:
                if pause is None or not _may_pass(error):
                    raise NotSent(_why_not_reached(error)) from None
            else:
                _require_ids(status, said)
                return
            self._pause(pause)


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _batches(made: Iterable[Statement]) -> Iterator[list[bytes]]:
    """Statements as JSON, as many together as a request takes."""
    batch: list[bytes] = []
    size = 0
    for each in made:
        encoded = msgspec.json.encode(each)
        if batch and (len(batch) == _MOST or size + len(encoded) > _LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(encoded)
        size += len(encoded) + 1
    if batch:
        yield batch


def _require_ids(status: int, answer: bytes) -> None:
    """Raise `NotSent` unless it is what a store answers: the ids of what it took, or nothing."""
    try:
        if status != 204:  # noqa: PLR2004 - no content
            msgspec.json.decode(answer, type=list[str])
    except ValueError:
        raise NotSent("what answers there is no learning record store") from None


def _may_pass(error: Exception) -> bool:
    """Whether it may be otherwise in a moment; an address or a certificate stays wrong."""
    lasting = ssl.SSLError | ValueError | InvalidURL
    return not isinstance(getattr(error, "reason", error), lasting)


def _why_not_reached(error: Exception) -> str:
    """Why there is no answer."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return f"there is no answer within {PATIENCE:.0f} seconds"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate isn't valid: {reason.verify_message}"
    words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return one_line(f"it can't be reached: {words[:_LONGEST]}")


def _why(error: HTTPError) -> str:
    """Why a store refuses."""
    with error:
        match error.code:
            case 401:
                return "it doesn't accept QUIZ_LRS_USER and QUIZ_LRS_PASSWORD"
            case 403:
                return "QUIZ_LRS_USER isn't allowed to write there"
            case 404 | 405:
                return "there is no learning record store"
            case code if 300 <= code < 400:  # noqa: PLR2004 - a redirect
                to = error.headers.get("Location") or "another address"
                return one_line(f"it sends on to {to[:_LONGEST]}; name the store's own address")
            case _:
                try:
                    said = error.read(10_000).decode(errors="replace")
                except (OSError, HTTPException):
                    said = ""
                said = " ".join(said.split())[:_LONGEST]
                return one_line(f"it answers {error.code} {error.reason}: {said}".rstrip(": "))
