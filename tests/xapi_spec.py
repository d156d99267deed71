"""What xAPI 1.0.3 asks of a statement, as far as the quiz makes them; the numbers are its sections.

https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

IRI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DURATION = re.compile(r"PT\d+(\.\d+)?S")

# The properties that an object must have, and those that it may have.
STATEMENT = {"actor", "verb", "object"}, {"id", "result", "context", "timestamp"}
AGENT = {"account"}, {"objectType", "name"}
ACTIVITY = {"id"}, {"objectType", "definition"}
DEFINITION = set[str](), {"name", "description", "type", "extensions"}
RESULT = set[str](), {"score", "success", "completion", "response", "duration", "extensions"}
SCORE = set[str](), {"scaled", "raw", "min", "max"}
CONTEXT = set[str](), {"registration", "contextActivities", "extensions"}
LISTS = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "matching": ("source", "target"),
    "fill-in": (),
    "other": (),
}
"""The lists of components of each interaction."""


def faults(statement: dict[str, Any]) -> list[str]:
    """What is wrong with a statement, each with its place; empty if it is as the standard says."""
    return [*_statement(statement)]


def _statement(it: dict[str, Any]) -> Iterator[str]:
    yield from _properties("statement", it, *STATEMENT)
    yield from _nothing_empty("statement", it)
    yield from _fits("id", it["id"], UUID)  # 2.4.1
    yield from _properties("actor", it["actor"], *AGENT)
    account = it["actor"]["account"]  # 2.4.2.4
    yield from _properties("account", account, {"homePage", "name"}, set())
    yield from _fits("homePage", account["homePage"], IRI)
    yield from _properties("verb", it["verb"], {"id"}, {"display"})
    yield from _fits("verb", it["verb"]["id"], IRI)
    yield from _language_map("display", it["verb"]["display"])
    yield from _activity("object", it["object"])
    moment = datetime.fromisoformat(it["timestamp"])  # 4.5
    if moment.tzinfo is None:
        yield "timestamp: no time zone"
    context = it["context"]
    yield from _properties("context", context, *CONTEXT)
    yield from _fits("registration", context["registration"], UUID)
    yield from _extensions("context", context["extensions"])
    for kind, activities in context.get("contextActivities", {}).items():
        if kind not in {"parent", "grouping", "category", "other"}:
            yield f"contextActivities: {kind}"
        for each in activities:
            yield from _activity(kind, each)
    if result := it.get("result"):
        yield from _result(result, it["object"]["definition"])


def _activity(where: str, it: dict[str, Any]) -> Iterator[str]:
    yield from _properties(where, it, *ACTIVITY)
    yield from _fits(where, it["id"], IRI)
    if it["objectType"] != "Activity":
        yield f"{where}: objectType"
    definition = it["definition"]
    kind = definition.get("interactionType")
    required, optional = DEFINITION
    if kind is not None:  # 2.4.4.1
        optional = optional | {"interactionType", "correctResponsesPattern", *LISTS[kind]}
        if not definition["type"].endswith("/cmi.interaction"):
            yield f"{where}: not the type of an interaction"
        for name in LISTS[kind]:
            yield from _components(f"{where} {name}", definition[name])
        for each in definition.get("correctResponsesPattern", ()):
            yield from _response(f"{where} correctResponsesPattern", each, definition)
    yield from _properties(f"{where} definition", definition, required, optional)
    yield from _fits(f"{where} type", definition["type"], IRI)
    for name in ("name", "description"):
        yield from _language_map(f"{where} {name}", definition.get(name, {}))


def _components(where: str, components: list[dict[str, Any]]) -> Iterator[str]:
    ids = [each["id"] for each in components]
    if len({*ids}) < len(ids) or any(re.search(r"\s", id) for id in ids):
        yield f"{where}: ids"
    for each in components:
        yield from _properties(where, each, {"id"}, {"description"})
        yield from _language_map(where, each["description"])


def _response(where: str, response: object, definition: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a response to an interaction (2.4.4.1, "Response Patterns")."""
    if not isinstance(response, str):
        yield f"{where}: not a text"
        return
    items = response.split("[,]")
    match definition["interactionType"]:
        case "choice" | "sequencing" as kind:
            known = {each["id"] for each in definition["choices"]}
            if not {*items} <= known or len({*items}) < len(items):
                yield f"{where}: {response}"
            if kind == "sequencing" and {*items} != known:
                yield f"{where}: not all steps"
        case "matching":
            sources, targets = (
                {each["id"] for each in definition[name]} for name in ("source", "target")
            )
            pairs = [item.split("[.]") for item in items]
            if not all(a in sources and b in targets for a, b in pairs):
                yield f"{where}: {response}"
        case _:  # any text
            pass


def _result(it: dict[str, Any], definition: dict[str, Any]) -> Iterator[str]:
    yield from _properties("result", it, *RESULT)
    for name in ("success", "completion"):
        if not isinstance(it.get(name, True), bool):
            yield f"result: {name}"
    if score := it.get("score"):  # 2.4.5.1
        yield from _properties("score", score, *SCORE)
        if not all(type(each) in (int, float) for each in score.values()):
            yield "score: not numbers"
        elif not (-1 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]):
            yield f"score: {score}"
    if "response" in it:
        yield from _response("response", it["response"], definition)
    if "duration" in it:
        yield from _fits("duration", it["duration"], DURATION)  # 4.6
    yield from _extensions("result", it.get("extensions", {}))


def _properties(where: str, it: Any, required: set[str], optional: set[str]) -> Iterator[str]:
    if not isinstance(it, dict) or not required <= {*it} <= required | optional:
        yield f"{where}: {[*it]}"


def _nothing_empty(where: str, it: Any) -> Iterator[str]:
    """Nothing is null or empty, except in extensions (2.2)."""
    if it in (None, "", {}, []):
        yield f"{where}: empty"
    elif isinstance(it, dict):
        for name, value in it.items():
            if name != "extensions":
                yield from _nothing_empty(f"{where} {name}", value)
    elif isinstance(it, list):
        for value in it:
            yield from _nothing_empty(where, value)


def _extensions(where: str, it: dict[str, Any]) -> Iterator[str]:
    for name in it:
        yield from _fits(f"{where} extensions", name, IRI)


def _language_map(where: str, it: dict[str, Any]) -> Iterator[str]:
    for tag, text in it.items():
        yield from _fits(where, tag, TAG)
        if not isinstance(text, str):
            yield f"{where}: not a text"


def _fits(where: str, text: object, pattern: re.Pattern[str]) -> Iterator[str]:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        yield f"{where}: {text}"
