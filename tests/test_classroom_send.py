"""Sending statements to a learning record store: what it gets, and what is said if it refuses."""

import json
import os
import socket
import subprocess
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.bank.model import Bank
from quiz.classroom.handin import hand_in, in_file
from quiz.classroom.received import read_handins
from quiz.classroom.send import NotSent, Sent, Store
from quiz.classroom.xapi import in_lines, statements
from quiz.record.history import History
from tests.damage import played
from tests.process import QUIZ, run

pytestmark = pytest.mark.usefixtures("closed_histories")

RALPH = os.environ.get("RALPH_VENV")
"""An environment with `ralph-malph[backend-fs,cli,lrs]` and `requests`: its pins aren't ours."""
USER, PASSWORD = "teacher", "geheim:1"
MANY = [{"id": str(number), "said": "x" * 990} for number in range(1200)]


class Lrs(ThreadingHTTPServer):
    """A server that answers as it is told, and keeps statements by their ids like a store."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.answers: list[tuple[int, str]] = []
        """What to answer to the next requests, before it is a store."""
        self.requests: list[tuple[str, dict[str, str], list[dict[str, Any]]]] = []
        self.kept: dict[str, dict[str, Any]] = {}

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.server_port}/xapi"


class _Answer(BaseHTTPRequestHandler):
    server: Lrs

    def do_POST(self) -> None:
        """Keep statements, all or none."""
        made = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.path, headers, made))
        kept = self.server.kept
        code, said = 200, json.dumps([each["id"] for each in made])
        if self.server.answers:
            code, said = self.server.answers.pop(0)
        elif any(kept.get(each["id"], each) != each for each in made):
            code, said = 409, "{}"
        if code in (200, 504):  # a gateway may time out over what was stored
            kept.update({each["id"]: each for each in made})
        self.send_response(code)
        if code // 100 == 3:
            self.send_header("Location", said)
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    """A store on this machine."""
    with Lrs() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def handed_in(bank: Bank, path: Path, readers: int) -> Path:
    """A folder with what some readers handed in, 10 statements each."""
    folder = path / "handed"
    folder.mkdir()
    for number in range(readers):
        history = History.open(path / str(number))
        history.begin(played(bank, Random(number)), bank.id)
        made = hand_in(bank, history, history.reader(), datetime.now(UTC), name=f"Reader {number}")
        (folder / f"{number}.quiz").write_bytes(in_file(made))
    return folder


@pytest.fixture
def folder(bank: Bank, tmp_path: Path) -> Path:
    """What three readers handed in."""
    return handed_in(bank, tmp_path, readers=3)


def send(
    monkeypatch: pytest.MonkeyPatch, folder: Path, bank_file: Path, url: str, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run `quiz class --send` with the credentials of a teacher."""
    monkeypatch.setenv("QUIZ_LRS_USER", USER)
    monkeypatch.setenv("QUIZ_LRS_PASSWORD", PASSWORD)
    return run([*QUIZ, "class", folder, "--bank", bank_file, "--send", url, *words], cold=True)


def test_class_is_sent(
    monkeypatch: pytest.MonkeyPatch, folder: Path, bank_file: Path, lrs: Lrs
) -> None:
    """All that was handed in is posted once, with credentials and the version, without names."""
    done = send(monkeypatch, folder, bank_file, lrs.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The store has 30 statements on 3 readers.\n"
    ((path, headers, made),) = lrs.requests
    assert path == "/xapi/statements"
    assert headers["x-experience-api-version"] == "1.0.3"
    assert headers["content-type"] == "application/json"
    assert (
        b64decode(headers["authorization"].removeprefix("Basic ")).decode() == f"{USER}:{PASSWORD}"
    )
    assert len({each["id"] for each in made}) == 30
    assert "Reader" not in json.dumps(made)


def test_sent_again_it_is_there_once(
    monkeypatch: pytest.MonkeyPatch, folder: Path, bank_file: Path, lrs: Lrs
) -> None:
    """What is sent again stays once, and a line says how many of them have something else there."""
    for _ in range(2):
        assert send(monkeypatch, folder, bank_file, f"{lrs.url}/statements/").returncode == 0
    before = dict(lrs.kept)
    done = send(monkeypatch, folder, bank_file, lrs.url, "--names")
    assert (done.returncode, lrs.kept) == (0, before)
    assert done.stdout == "The store has 30 statements on 3 readers.\n"
    assert (
        done.stderr
        == "quiz: 30 statements were already there with other contents, and stay as before\n"
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((401, ""), "it doesn't accept QUIZ_LRS_USER and QUIZ_LRS_PASSWORD"),
        ((403, ""), "QUIZ_LRS_USER isn't allowed to write there"),
        ((404, "<html>"), "there is no learning record store"),
        ((302, "https://x.example/\x1b[2J"), "it sends on to https://x.example/<U+001B>[2J; name"),
        ((307, "https://x.example/xapi"), "it sends on to https://x.example/xapi; name the store"),
        ((400, "no\n actor\x1b[2J"), "it answers 400 Bad Request: no actor<U+001B>[2J"),
        ((200, "<html>hello"), "what answers there is no learning record store"),
    ],
)
def test_refusal_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    bank_file: Path,
    lrs: Lrs,
    *,
    answer: tuple[int, str],
    said: str,
) -> None:
    """A store that takes nothing is asked once, and a line says why."""
    lrs.answers = [answer]
    done = send(monkeypatch, folder, bank_file, lrs.url)
    assert (done.returncode, done.stdout, len(lrs.requests)) == (1, "", 1)
    assert done.stderr.startswith(f"quiz: {lrs.url}: {said}")
    assert done.stderr.count("\n") == 1
    assert "geheim" not in done.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://lrs.example.org/xapi", "the password would be sent in the open; use https"),
        ("http://127.0.0.1.example.org/", "the password would be sent in the open; use https"),
        ("https://ann:geheim@lrs.example.org/", "others could see a password in the address; put"),
        ("ftp://lrs.example.org", "--send needs an address; it begins with https://"),
        ("https://lrs.example.org/?a=b", "--send needs an address; it begins with https://"),
        ("http://[::1/", "--send needs an address; it begins with https://"),
        ("", "--send needs an address; it begins with https://"),
    ],
)
def test_unsafe_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, folder: Path, bank_file: Path, *, url: str, said: str
) -> None:
    """Nothing is sent where others could read the password, and it isn't shown either."""
    done = send(monkeypatch, folder, bank_file, url)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"quiz: {said}")
    assert "geheim" not in done.stderr


@pytest.mark.parametrize("words", [["--to", "csv"], ["--remark"], ["--round", "all"]])
def test_what_a_report_takes_is_refused(
    monkeypatch: pytest.MonkeyPatch, folder: Path, bank_file: Path, lrs: Lrs, words: list[str]
) -> None:
    """Answers are sent as they were handed in, so what is for a report is refused."""
    done = send(monkeypatch, folder, bank_file, lrs.url, *words)
    assert (done.returncode, lrs.requests) == (2, [])
    assert "--send sends all as it was handed in" in done.stderr


def test_credentials_are_asked_for(folder: Path, bank_file: Path, lrs: Lrs) -> None:
    """Without credentials in the environment, nothing is sent."""
    done = run([*QUIZ, "class", folder, "--bank", bank_file, "--send", lrs.url])
    assert (done.returncode, lrs.requests) == (2, [])
    assert "QUIZ_LRS_USER or QUIZ_LRS_PASSWORD isn't set" in done.stderr


def test_requests_stay_small_and_are_made_again(lrs: Lrs) -> None:
    """Requests stay below 500 kB; what a server can't do just now is asked again, twice at most."""
    pauses: list[float] = []
    store, sent = Store(lrs.url, "käthe", "b", pauses.append), Sent()
    lrs.answers = [(503, ""), (504, "")]
    store.send(MANY, sent)
    assert (sent.there, sent.differing, pauses) == (1200, 0, [1, 5])
    sizes = [len(json.dumps(made)) for _, _, made in lrs.requests]
    assert len(sizes) == 5
    assert max(sizes) < 520_000
    assert len(lrs.kept) == 1200
    login = lrs.requests[0][1]["authorization"].removeprefix("Basic ")
    assert b64decode(login).decode() == "käthe:b"
    lrs.answers = [(503, "later")] * 3
    with pytest.raises(NotSent, match="it answers 503 Service Unavailable: later"):
        store.send(MANY, sent)
    assert sent.there == 1200


def test_an_address_that_is_none_is_not_tried_again() -> None:
    """One with a space in it never works."""
    pauses: list[float] = []
    with pytest.raises(NotSent, match="it can't be reached"):
        Store("https://localhost:9/x api", "a", "b", pauses.append).send(MANY[:1], Sent())
    assert pauses == []


def test_a_password_is_sent_as_its_bytes_are_set(lrs: Lrs) -> None:
    """One that isn't UTF-8 may be what the store has."""
    Store(lrs.url, "a", "p\udce4ss").send(MANY[:1], Sent())
    login = lrs.requests[0][1]["authorization"].removeprefix("Basic ")
    assert b64decode(login) == b"a:p\xe4ss"


def test_batch_that_is_too_large_is_sent_in_parts(lrs: Lrs) -> None:
    """A request that a server finds too large is halved; one statement can't be."""
    store, sent = Store(lrs.url, "a", "b"), Sent()
    lrs.answers = [(413, "")]
    store.send(MANY[:10], sent)
    assert [len(made) for _, _, made in lrs.requests] == [10, 5, 5]
    lrs.answers = [(413, "")] * 2
    with pytest.raises(NotSent, match="it doesn't take statements as large"):
        store.send(MANY[:2], sent)


def test_store_that_is_not_there_is_told(lrs: Lrs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that doesn't answer, or not as one, is named in a line, without a proxy's help."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    Store(lrs.url, "a", "b").send(MANY[:1], Sent())
    with pytest.raises(NotSent, match=r"^it can't be reached: Connection refused$"):
        Store("http://localhost:9/xapi", "a", "b", lambda _: None).send(MANY[:1], Sent())
    secure = Store(lrs.url.replace("http", "https"), "a", "b", lambda _: None)
    with pytest.raises(NotSent, match=r"^it can't be reached: .*SSL"):
        secure.send(MANY[:1], Sent())


@pytest.mark.long
@pytest.mark.skipif(not RALPH, reason="RALPH_VENV names no environment with ralph-malph")
def test_real_store_keeps_each_statement_once(
    monkeypatch: pytest.MonkeyPatch, bank: Bank, bank_file: Path, tmp_path: Path
) -> None:
    """Ralph gives back all that a class sent, word for word, however often it was sent."""
    folder = handed_in(bank, tmp_path, readers=28)
    made = [*statements(read_handins([folder], bank)[0], bank)]
    with ralph(tmp_path / "store") as port:
        for _ in range(2):
            done = send(monkeypatch, folder, bank_file, f"http://127.0.0.1:{port}/xAPI", "--names")
            assert done.stdout == "The store has 280 statements on 28 readers.\n", done.stderr
            kept = given_back(port)
            assert len(kept) == len(made) == 280
            assert {each["id"]: each for each in kept} == {each["id"]: each for each in made}


@pytest.mark.long
@pytest.mark.skipif(not RALPH, reason="RALPH_VENV names no environment with ralph-malph")
def test_statements_pass_the_checks_of_others(bank: Bank, tmp_path: Path) -> None:
    """Ralph's own model of a statement, which is stricter than its server, takes all of them."""
    folder = handed_in(bank, tmp_path, readers=5)
    code = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
made = json.load(sys.stdin)
for each in made:
    BaseXapiStatement.model_validate(each)
print(len(made))
"""
    done = subprocess.run(
        [f"{RALPH}/bin/python", "-c", code],
        input="\n".join(in_lines(statements(read_handins([folder], bank)[0], bank))),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("50\n", 0), done.stderr[-2000:]


@contextmanager
def ralph(folder: Path) -> Iterator[int]:
    """Run Ralph with files in a folder, for the user and the password of `send`; gives its port."""
    folder.mkdir()
    env = {
        **os.environ,
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
    }
    python = f"{RALPH}/bin/python"
    scopes = ["-s", "statements/write", "-s", "statements/read"]
    agent = ["-u", USER, "-p", PASSWORD, "-M", "mailto:teacher@example.org", *scopes]
    subprocess.run([python, "-m", "ralph", "auth", *agent, "-w"], env=env, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    # What `ralph runserver` runs, but for its reloading.
    command = [python, "-m", "uvicorn", "ralph.api:app", "--port", str(port)]
    with subprocess.Popen(command, env=env) as server:
        try:
            deadline = time.monotonic() + 60
            while server.poll() is None and time.monotonic() < deadline:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()


def given_back(port: int) -> list[dict[str, Any]]:
    """All statements that a store has, without what it adds itself."""
    login = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {login}", "X-Experience-API-Version": "1.0.3"}
    found: list[dict[str, Any]] = []
    path = "/xAPI/statements"
    while path:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers=headers)
        page = json.loads(connection.getresponse().read())
        connection.close()
        found += page["statements"]
        path = page.get("more", "")
    its_own = ("authority", "stored", "version")
    return [{k: each[k] for k in each if k not in its_own} for each in found]
