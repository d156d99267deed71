"""How commands are parsed: order, options before a command, options given twice."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.core import ParameterSource

from quiz import NAME
from quiz.startup import refuse


class Command(click.Command):
    """A command that refuses an option given twice, as click would ignore the first."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, or leave."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(list(args))
            options = [each for each in order if isinstance(each, click.Option)]
            for option in options:
                if not (option.is_flag or option.multiple) and options.count(option) > 1:
                    refuse(f"{option.opts[-1]} is given twice", "give it once")
        return super().parse_args(ctx, args)


def command(*examples: str, short: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command; its help ends with the examples.

    `short` is for the list of commands, where the first sentence of the help is too long.
    """
    heading = "Examples" if len(examples) > 1 else "Example"
    lines = "\n".join(f"  {example}" for example in examples)
    epilog = f"\b\n{heading}:\n{lines}" if examples else None
    return click.command(cls=Command, epilog=epilog, short_help=short)


class Group(Command, click.Group):
    """A group that lists its commands in the order of the code: the most used first.

    An option of the group before a command counts as that command's own.
    """

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments, after the options that stood before it."""
        name, command, rest = super().resolve_command(ctx, args)
        known = {option for each in command.params for option in each.opts} if command else set()
        before = []
        for each in self.params:
            if ctx.get_parameter_source(each.name or "") is not ParameterSource.COMMANDLINE:
                continue
            option = each.opts[-1]
            if option not in known and not ctx.resilient_parsing:
                refuse(f"{name} takes no {option}", f"see {NAME} {name} --help")
            if each.expose_value:  # any other has had its effect
                value = ctx.params[each.name or ""]
                before.append(option if value is True else f"{option}={value}")
        return name, command, before + rest

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """The names of the commands, in the order of the help."""
        return list(self.commands)


class LazyGroup(Group):
    """A group that imports the module of a command when the command is needed.

    The command is an object of its name there, such as `hand_in` for `hand-in`, or `try_` and
    `print_` for those that Python has for itself.
    """

    def __init__(self, modules: Mapping[str, str], **settings: Any) -> None:
        """Take the module of each command, by the command's name, in the order of the help."""
        # Click suggests names from `commands` for a misspelt one, so each has a stand-in there.
        super().__init__(commands={name: click.Command(name) for name in modules}, **settings)
        self._modules = modules

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        """The command, from its module; None if there is none of this name."""
        module = self._modules.get(cmd_name)
        name = (
            f"{cmd_name}_"
            if iskeyword(cmd_name) or hasattr(builtins, cmd_name)
            else cmd_name.replace("-", "_")
        )
        return getattr(import_module(module), name) if module else None
