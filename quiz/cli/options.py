"""Options and types of arguments that several commands share."""

import os
from pathlib import Path
from typing import Any

import click


class HomePath(click.Path):
    """A path in which `~` is the home folder, even where the shell leaves it: `--bank=~/x`."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """The path with the home folder written out, checked as click does."""
        return super().convert(os.path.expanduser(value), param, ctx)  # noqa: PTH111 - the value may be a text


FILE = HomePath(path_type=Path)
FOLDER = HomePath(path_type=Path, exists=True, file_okay=False)

bank_option = click.option(
    "--bank",
    "bank_file",
    metavar="FILE",
    type=FILE,
    help="Ask from this file instead of the quiz's own questions.",
)
articles_option = click.option(
    "--articles",
    metavar="DIR",
    type=FOLDER,
    help="Your own copies of the articles (ID.txt), to show each quotation in its paragraph.",
)
plain_option = click.option(
    "--plain",
    is_flag=True,
    envvar="QUIZ_PLAIN",
    help="A line at a time: for screen readers, simple terminals and pipes.",
)
