"""A page of `quiz export --to web` that a test takes, in a real browser."""

from pathlib import Path
from typing import Any

from quiz.bank.model import Bank
from quiz.formats import export_format
from quiz.words import speak

VIOLATIONS = """
window.violations = [];
const broken = (event) => violations.push(`${event.violatedDirective} ${event.sample}`);
addEventListener("securitypolicyviolation", broken);
window.ran = () => violations.push("ran");
"""
NOW = "(() => { const { question, order } = slotNow(); return { ...question, order }; })()"


class Taking:
    """A page that is open, with all that it asked the network for and complained about."""

    def __init__(self, browser: Any, folder: Path, bank: Bank, **context: Any) -> None:
        """Open the page of a bank."""
        speak(bank.about.language)
        self.file = folder / "page.html"
        self.file.write_bytes(export_format("web").written(bank, bank.questions))
        self.context = browser.new_context(accept_downloads=True, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(VIOLATIONS)
        self.page.goto(self.file.as_uri())

    def begin_all(self) -> None:
        """Begin a round with all questions."""
        self.page.locator("#many").select_option("0")
        self.page.locator("main button.main").focus()
        self.page.keyboard.press("Enter")

    def now(self) -> dict[str, Any]:
        """The question that is shown, and the order of its options."""
        found: dict[str, Any] = self.page.evaluate(NOW)
        return found

    def verdict(self) -> str:
        """What is said of the answer."""
        return str(self.page.locator(".verdict").inner_text())

    def clean(self) -> None:
        """Assert that nothing was asked for and that nothing went wrong."""
        if not self.page.is_closed():
            assert self.page.evaluate("violations") == []
        assert self.errors == []
        assert self.asked == [self.file.as_uri()]


def by_keys(taking: Taking) -> None:
    """Give the right answer to the question that is shown, by keys alone."""
    question, press = taking.now(), taking.page.keyboard.press
    key, order = question["key"], question["order"]
    match question["kind"]:
        case "choice":
            press("abcdefghi"[order.index(key[0])])
        case "multi":
            for number in key:
                press("abcdefghi"[order.index(number)])
            press("Enter")
        case "sort":
            for number in order:
                press("abcde"[key[number]])
            press("Enter")
        case "order":
            now = list(order)
            press("ArrowDown")
            for place, number in enumerate(key):
                press("abcdefghi"[order.index(number)])
                for _ in range(now.index(number) - place):
                    press("ArrowUp")
                press(" ")
                now.remove(number)
                now.insert(place, number)
            press("Enter")
        case "spot":
            parts = [n for n, part in enumerate(question["entries"]) if part["why"]]
            at = -1
            for number in key:
                for _ in range(parts.index(number) - at):
                    press("ArrowRight")
                at = parts.index(number)
                press(" ")
            press("Enter")
        case "short":
            taking.page.keyboard.type(key)
            press("Enter")
        case kind:
            raise AssertionError(kind)
    press("3")


def by_touch(taking: Taking) -> None:
    """Give the right answer to the question that is shown, by touch alone."""
    question, page = taking.now(), taking.page
    key, order = question["key"], question["order"]
    match question["kind"]:
        case "choice" | "multi":
            for number in key:
                page.locator(".option").nth(order.index(number)).tap()
        case "sort":
            for row, number in enumerate(order):
                page.locator(".row").nth(row).locator(".pill").nth(key[number]).tap()
        case "order":
            now = list(order)
            for place, number in enumerate(key):
                for _ in range(now.index(number) - place):
                    at = now.index(number)
                    page.locator(".steps li").nth(at).locator(".move").first.tap()
                    now.insert(at - 1, now.pop(at))
        case "spot":
            for number in key:
                page.locator(f'.part[data-part="{number}"]').tap()
        case "short":
            page.locator("#typed").tap()
            page.locator("#typed").fill(key)
        case kind:
            raise AssertionError(kind)
    page.locator(".certainty").nth(2).tap()
