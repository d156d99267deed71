"""The `quiz` command. Each family of commands is a module, imported when one of them is used."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from quiz import __version__
from quiz.cli.group import LazyGroup
from quiz.cli.options import articles_option, bank_option, plain_option, reader_option
from quiz.startup import open_quiz, read_or_leave


@click.group(
    cls=LazyGroup,
    modules={
        "take": "quiz.cli.take",
        "claims": "quiz.cli.show",
        "sources": "quiz.cli.show",
        "progress": "quiz.cli.show",
        "report": "quiz.cli.show",
        "hand-in": "quiz.cli.hand_in",
        "history": "quiz.cli.history",
        "class": "quiz.cli.classroom",
        "print": "quiz.cli.paper",
        "enter": "quiz.cli.enter",
        "check": "quiz.cli.author",
        "schema": "quiz.cli.author",
        "new": "quiz.cli.author",
        "try": "quiz.cli.preview",
        "preview": "quiz.cli.preview",
        "export": "quiz.cli.exchange",
        "import": "quiz.cli.exchange",
        "completion": "quiz.cli.completion",
    },
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  quiz                            open the quiz
  quiz take                       ten questions, at once
  quiz take -n 5 --skill source   five questions on one skill
  quiz take --exam --seed 7       feedback at the end; the same round again with 7
  quiz claims                     who claimed what, and who disputes it
  quiz sources                    who is behind the articles

Everything stays on this machine; only `quiz class --send` sends anything.""",
)
@click.version_option(__version__, prog_name="quiz")
@bank_option
@articles_option
@plain_option
@reader_option
@click.pass_context
def main(ctx: click.Context, *, bank_file: Path | None, articles: Path | None, plain: bool) -> None:
    """A quiz that makes you a better reader of claims. Without a command, the quiz opens."""
    if ctx.invoked_subcommand not in (None, "take"):  # a face waits until its first page is there
        gc.freeze()
        gc.enable()
    if ctx.invoked_subcommand is None:
        open_quiz(read_or_leave(bank_file), bank_file, articles, plain=plain)
