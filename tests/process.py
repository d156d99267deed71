"""The quiz as a process of its own that starts fast: forked from one that has loaded all of it.

A start of Python with the screens takes a quarter of a second, a fork a hundredth. The fork runs
the quiz's `__main__` with streams, folder, environment and terminal of its own and ends with its
exit code, so a test sees what a user would see; warnings are errors there, as in the tests. What
depends on the interpreter's own start and end (imports, closed streams, PYTHON variables, kills
during the start) asks for `cold=True` or goes through a shell. Any other command is executed.

`start` and `run` ask the server, which is this file run as a program, over a socket:

    test ── request, streams ──▶ server ── forks ──▶ minder ── forks ──▶ the quiz
    test ◀── process id, then each change of its status ──── minder
"""

import atexit
import fcntl
import functools
import gc
import json
import os
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from typing import IO, NoReturn

import quiz

ROOT = Path(__file__).parents[1]
QUIZ = [sys.executable, "-m", "quiz"]
PATIENCE = 60.0
"""Seconds that `run` gives a command, on a machine however busy."""
NUMBER = struct.Struct("q")


class Process:
    """A child of the server: its id, and what became of it."""

    def __init__(self, reports: int) -> None:
        self._reports = reports
        self._hearing = threading.Lock()  # a timer's thread may send a signal
        self._status: int | None = None
        self.is_stopped = False
        self.pid = self._next()

    def poll(self, seconds: float | None = 0) -> int | None:
        """The exit code once it has ended, negative after a signal; None if it goes on so long."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while self._status is None:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            if not select.select([self._reports], [], [], left)[0]:
                return None
            self._hear()
        return os.waitstatus_to_exitcode(self._status)

    def wait(self) -> int:
        """The exit code, once it has ended."""
        code = self.poll(None)
        assert code is not None
        return code

    def wait_until_stopped(self) -> None:
        """Return once a signal has stopped it, or it has ended."""
        self.is_stopped = False
        while self._status is None and not self.is_stopped:
            select.select([self._reports], [], [])
            self._hear()

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _hear(self) -> None:
        with self._hearing:
            if self._status is None and select.select([self._reports], [], [], 0)[0]:
                status = self._next()
                if os.WIFSTOPPED(status):
                    self.is_stopped = True
                else:
                    self._status = status

    def __del__(self) -> None:
        """Close the way by which its status comes."""
        os.close(self._reports)

    def _next(self) -> int:
        data = os.read(self._reports, NUMBER.size)
        assert len(data) == NUMBER.size, "the server of processes has gone"
        number: int = NUMBER.unpack(data)[0]
        return number


def start(
    command: Sequence[str],
    streams: Sequence[int],
    *,
    cold: bool = False,
    terminal: bool = False,
    folder: Path = ROOT,
) -> Process:
    """Start a command with these as stdin, stdout and stderr; `terminal` makes it their leader."""
    warm = list(command[: len(QUIZ)]) == QUIZ and not cold and "PYTHONIOENCODING" not in os.environ
    request = {
        "command": list(command),
        "warm": warm,
        "terminal": terminal,
        "folder": str(folder),
        "environment": dict(os.environ),
    }
    heard, reports = os.pipe()
    try:
        data = json.dumps(request).encode()
        server = _server()
        socket.send_fds(server, [NUMBER.pack(len(data))], [*streams, reports])
        server.sendall(data)
    finally:
        os.close(reports)
    return Process(heard)


def run(
    command: Sequence[str | Path], given: str = "", *, cold: bool = False, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with a text as its input; gives its exit code and what it wrote."""
    words = [os.fspath(word) for word in command]
    (stdin, typed), (out, stdout), (errors, stderr) = os.pipe(), os.pipe(), os.pipe()
    process = start(words, [stdin, stdout, stderr], cold=cold, folder=folder)
    for each in (stdin, stdout, stderr):
        os.close(each)
    written: dict[int, bytearray] = {out: bytearray(), errors: bytearray()}
    left, deadline = given.encode(), time.monotonic() + PATIENCE
    reading, writing = [out, errors], [typed]
    try:
        while reading or writing:
            patience = max(0.0, deadline - time.monotonic())
            readable, writable, _ = select.select(reading, writing, [], patience)
            assert readable or writable, f"{words} takes longer than {PATIENCE} seconds"
            for each in writable:
                try:
                    left = left[os.write(each, left[: select.PIPE_BUF]) :]
                except BrokenPipeError:  # it reads no further
                    left = b""
                if not left:
                    writing.clear()
                    os.close(typed)
            for each in readable:
                data = os.read(each, 1 << 16)
                written[each] += data
                if not data:
                    reading.remove(each)
        code = process.wait()
    finally:
        process.send_signal(signal.SIGKILL)
        for each in (out, errors, *writing):
            os.close(each)
    told, wrong = (bytes(each).decode().replace("\r\n", "\n") for each in written.values())
    return subprocess.CompletedProcess(words, code, told, wrong)


@functools.cache
def _server() -> socket.socket:
    """The connection to the server, which is started for the first process and ends with us."""
    ours, its = socket.socketpair()
    with its:
        server = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.process", str(its.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            pass_fds=[its.fileno()],
            start_new_session=True,
        )

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


# --- The server --------------------------------------------------------------


def serve(connection: socket.socket) -> None:
    """Load the quiz, and start processes until nobody is there to ask for one."""
    for module in walk_packages(quiz.__path__, "quiz."):
        if module.name != "quiz.__main__":
            import_module(module.name)
    signal.signal(signal.SIGCHLD, _reap)
    gc.collect()
    gc.freeze()  # else each fork copies what the collector looks at
    while True:
        size, streams, _, _ = socket.recv_fds(connection, NUMBER.size, 4)
        if not size:
            return
        data = b""
        while len(data) < NUMBER.unpack(size)[0]:
            data += connection.recv(1 << 16)
        if os.fork() == 0:
            connection.close()
            _mind(json.loads(data), streams)
        for each in streams:
            os.close(each)


def _reap(*_: object) -> None:
    """Take note of minders that have ended, so that their time counts as ours."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _mind(request: dict[str, object], streams: list[int]) -> NoReturn:
    """Start what is asked for, and report its id and each change of its status."""
    *streams, reports = streams
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(reports)
        _become(request, streams)
    for each in streams:
        os.close(each)
    with suppress(BrokenPipeError):  # nobody wants to know any more
        os.write(reports, NUMBER.pack(pid))
        while True:
            _, status = os.waitpid(pid, os.WUNTRACED)
            os.write(reports, NUMBER.pack(status))
            if not os.WIFSTOPPED(status):
                break
    os._exit(0)


def _become(request: dict[str, object], streams: list[int]) -> NoReturn:
    """Be the process that was asked for."""
    command, environment = request["command"], request["environment"]
    assert isinstance(command, list)
    assert isinstance(environment, dict)
    if request["terminal"]:
        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in set(streams) - {0, 1, 2}:
        os.close(stream)
    os.chdir(str(request["folder"]))
    if not request["warm"]:
        os.execvpe(command[0], command, environment)  # noqa: S606 - what is tested
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv[1:] = command[len(QUIZ) :]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        opened = _stream(number)
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)
    _end(_run_quiz())


def _stream(number: int) -> TextIOWrapper:
    """A standard stream as Python opens it when it starts."""
    binary: IO[bytes] = open(number, "wb" if number else "rb", closefd=False)  # noqa: SIM115 - to the end
    errors = "backslashreplace" if number == 2 else "strict"
    by_line = number == 2 or binary.isatty()
    return TextIOWrapper(binary, sys.stdin.encoding, errors, line_buffering=by_line)


def _run_quiz() -> int:
    """The exit code that Python would give to the quiz."""
    try:
        runpy.run_module("quiz", run_name="__main__", alter_sys=True)
    except SystemExit as left:
        if left.code is None or isinstance(left.code, int):
            return left.code or 0
        sys.stderr.write(f"{left.code}\n")
        return 1
    except BaseException as error:  # noqa: BLE001 - as the interpreter does
        sys.excepthook(type(error), error, error.__traceback__)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _end(code: int) -> NoReturn:
    """End as Python does: threads, what was registered for the exit, and what waits in streams."""
    threading._shutdown()  # type: ignore[attr-defined] # what the interpreter itself calls
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        serve(connection)
