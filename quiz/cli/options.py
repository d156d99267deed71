"""Options and types of arguments that several commands share."""

import os
from pathlib import Path
from typing import Any

import click

from quiz.paths import READER, reader
from quiz.startup import refuse


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


class OutPath(HomePath):
    """A path to write to: with a slash at its end it is a folder, which has to be there."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """The path, or leave where a file would be written that is called like the folder."""
        path = super().convert(value, param, ctx)
        is_folder = str(value).endswith(("/", os.sep))
        if is_folder and not Path(path).is_dir() and not (ctx and ctx.resilient_parsing):
            refuse(f"there is no folder {value}", "make it first, or name a file")
        return path


FILE = HomePath(path_type=Path)
OUT = OutPath(path_type=Path)
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


def _is_read_by(ctx: click.Context, _: click.Parameter, name: str | None) -> None:
    """Take the name of the reader for all that this process opens, or leave if it can't be one."""
    if name is None or ctx.resilient_parsing:
        return
    from quiz.record.readers import fault_of

    if READER in ctx.meta:
        refuse("--reader is given twice", "give it once")
    ctx.meta[READER] = os.environ[READER] = name
    if fault := fault_of(reader()):
        refuse(fault, "choose another one")


reader_option = click.option(
    "--reader",
    metavar="NAME",
    callback=_is_read_by,
    expose_value=False,
    help="Whose history it is, where several share a machine.",
)
plain_option = click.option(
    "--plain",
    is_flag=True,
    envvar="QUIZ_PLAIN",
    help="A line at a time: for screen readers, simple terminals and pipes.",
)
