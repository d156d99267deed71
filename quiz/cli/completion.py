"""`quiz completion`, and the answers to a shell that completes a command line."""

import sys

import click

from quiz import COMPLETE, NAME
from quiz.cli.group import command
from quiz.startup import WRONG_USE


@command(
    "quiz completion bash >> ~/.bashrc",
    "quiz completion zsh >> ~/.zshrc",
    "quiz completion fish > ~/.config/fish/completions/quiz.fish",
    short="Print a script that completes commands in your shell.",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that lets a shell complete commands and options."""
    complete(ctx.find_root().command, f"{shell}_source")


def complete(group: click.Command, instruction: str) -> None:
    """Follow a shell's instruction, such as `bash_complete` or `zsh_source`, with clean text.

    Click would write bytes, and repeat whatever was typed.
    """
    from click.shell_completion import get_completion_class

    shell, _, what = instruction.partition("_")
    kind = get_completion_class(shell)
    if kind is None or what not in ("complete", "source"):
        sys.exit(WRONG_USE)
    completer = kind(group, {}, NAME, COMPLETE)
    try:
        click.echo(completer.complete() if what == "complete" else completer.source())
    except (KeyError, ValueError):  # the words to complete are not in the environment
        sys.exit(WRONG_USE)
