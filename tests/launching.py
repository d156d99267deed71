"""A package of `quiz export --to scorm` that a test launches on a platform, in a real browser.

The platform is npm's scorm-again, in a page that keeps what it is told as a platform does.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from quiz.bank.model import Bank
from quiz.formats import export_format
from quiz.formats.package import unpacked
from quiz.words import speak
from tests.taking import NOW, Taking

AGAIN = os.environ.get("SCORM_AGAIN", "")
PLATFORM = "http://platform.test"
AROUND = """<!doctype html><meta charset="utf-8"><title>Course</title>
<script src="/scorm12.js"></script>
<script>
const api = new Scorm12API({ autocommit: false, logLevel: 5 });
const kept = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
if (kept("cmi")) api.loadFromJSON(kept("cmi"));
const keep = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const refused = (location.hash.slice(1) || "nothing").split(",");
for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
  const does = api[name];
  api[name] = (...given) => {
    const result = refused.includes(name) ? "false" : String(does.apply(api, given));
    keep("told", [...(kept("told") ?? []), [name, ...given, result]]);
    if (name === "LMSCommit" || name === "LMSFinish") keep("cmi", api.renderCMIToJSONObject().cmi);
    return result;
  };
}
window.API = api;
</script>
"""
FRAMED = f'{AROUND}<iframe src="/frame.html" width="1000" height="700"></iframe>'
OPENED = f'{AROUND}<button onclick="window.open(`/index.html`)">Open</button>'
FRAME = '<!doctype html><iframe src="/index.html" width="900" height="600"></iframe>'

SPAN = r"\d{2,4}:[0-5]\d:[0-5]\d\.\d\d"
LEGAL = {
    r"cmi\.core\.lesson_status": "incomplete|completed",
    r"cmi\.core\.score\.raw": r"100|\d{1,2}(\.\d{1,2})?",
    r"cmi\.core\.score\.min": "0",
    r"cmi\.core\.score\.max": "100",
    r"cmi\.core\.session_time": SPAN,
    r"cmi\.core\.exit": "(suspend)?",
    r"cmi\.suspend_data": r"[!-~]{0,4096}",
    r"cmi\.comments": r"[\s\S]{1,4096}",
    r"cmi\.interactions\.\d+\.(objectives\.0\.)?id": r"[A-Za-z0-9_-]{1,255}",
    r"cmi\.interactions\.\d+\.time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d",
    r"cmi\.interactions\.\d+\.type": "choice|matching|sequencing|fill-in|likert",
    r"cmi\.interactions\.\d+\.correct_responses\.0\.pattern": r".{1,255}",
    r"cmi\.interactions\.\d+\.weighting": "[01]",
    r"cmi\.interactions\.\d+\.student_response": r".{1,255}",
    r"cmi\.interactions\.\d+\.result": r"correct|wrong|neutral|0(\.\d{1,2})?",
    r"cmi\.interactions\.\d+\.latency": SPAN,
}
"""What SCORM 1.2 takes, as far as the page says it; scorm-again takes more."""
FEEDBACK = {
    "choice": r"[a-z](,[a-z])*|\{[a-z](,[a-z])+\}",
    "matching": r"\d\.[a-z](,\d\.[a-z])*|\{\d\.[a-z](,\d\.[a-z])+\}",
    "sequencing": r"[a-z](,[a-z])+",
    "likert": "[123]",
    "fill-in": ".+",
}
"""How each type writes its responses and its key."""


class Launched(Taking):
    """The page of a package within a platform, with all that the platform was told."""

    def __init__(self, context: Any, bank: Bank, refused: str = "", *, opens: bool = False) -> None:
        """Launch it, in a frame within a frame, or in a window of its own."""
        speak(bank.about.language)
        self.errors: list[str] = []
        files = unpacked(export_format("scorm").written(bank, bank.questions), "")
        served = {
            "/course": OPENED if opens else FRAMED,
            "/frame.html": FRAME,
            "/out": "",
            "/scorm12.js": Path(AGAIN, "dist", "scorm12.min.js").read_text(encoding="utf-8"),
            "/index.html": files["index.html"].decode(),
        }

        def serve(route: Any) -> None:
            path = route.request.url.removeprefix(PLATFORM).partition("#")[0]
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            route.fulfill(body=served[path], content_type=f"{kind}; charset=utf-8")

        context.unroute_all()
        context.route("**/*", serve)
        self.course = context.new_page()
        self.course.goto(f"{PLATFORM}/course#{refused}")
        if opens:
            with context.expect_page() as opened:
                self.course.get_by_text("Open").click()
            self.page = opened.value
            self.frame = self.page.main_frame
        else:
            self.page = self.course
            self.frame = next(each for each in self.page.frames if "index" in each.url)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_default_timeout(5000)
        self.frame.wait_for_load_state()

    def now(self) -> dict[str, Any]:
        """The question that is shown, and the order of its options."""
        found: dict[str, Any] = self.frame.evaluate(NOW)
        return found

    def begin_all(self) -> None:
        """Begin a round with all questions."""
        self.frame.locator("#many").select_option("0")
        self.frame.locator("main button.main").focus()
        self.page.keyboard.press("Enter")

    def line(self) -> str:
        """What the page says of the platform."""
        return str(self.frame.locator("#platform").inner_text())

    def kept(self) -> dict[str, Any]:
        """What the platform has kept."""
        found: dict[str, Any] = json.loads(self.course.evaluate("localStorage.cmi ?? '{}'"))
        return found

    def told(self) -> list[list[str]]:
        """All that the platform was told: what was called with what, and what came of it."""
        found: list[list[str]] = json.loads(self.course.evaluate("localStorage.told ?? '[]'"))
        return found

    def leave(self) -> None:
        """Leave the course, as a reader does who closes it."""
        self.page.goto(f"{PLATFORM}/out")

    def is_legal(self) -> None:
        """Assert that the platform took all, and that SCORM 1.2 does, with its limits."""
        assert self.errors == []
        types: dict[str, str] = {}
        for name, *given, result in self.told():
            assert result == "true", (name, given)
            if name != "LMSSetValue":
                assert given == [""]
                continue
            element, value = given
            (pattern,) = [each for each in LEGAL if re.fullmatch(each, element)]
            assert re.fullmatch(LEGAL[pattern], value), (element, value)
            number = ".".join(element.split(".")[:3])
            if element.endswith(".type"):
                types[number] = value
            if element.endswith((".student_response", ".pattern")):
                assert re.fullmatch(FEEDBACK[types[number]], value), (element, value)
