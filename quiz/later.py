"""Modules that a start asks for and doesn't use, mostly for Textual: they load once they are used.

Until then each has a stand-in. What is needed after all simply loads, and works as ever. Together
they take a tenth of the time until a bare Textual app is there. Python 3.15 has `lazy import`.
"""

import sys
from _thread import allocate_lock
from collections.abc import Iterable
from types import ModuleType
from typing import Any

MODULES = (
    "asyncio.sslproto",
    "ipaddress",
    "locale",
    "mimetypes",
    "msgspec.inspect",
    "textwrap",
    "tokenize",
)
"""Modules that others import whole, and look into when something is asked of them."""

NAMES = (
    "difflib",
    "rich.markup",
    "rich.table",
    "tempfile",
    "textual.suggester",
    "textual.validation",
    "textual.widgets._directory_tree",
    "textual.widgets._placeholder",
    "textual.widgets._select",
)
"""Modules of which others take functions and classes when they are loaded, for later or for types.

Nothing in them may be a constant, or an exception, for which no stand-in would do.
"""

_LOCK = allocate_lock()


def stand_in() -> None:
    """Put the stand-ins where `import` looks first, for modules that aren't loaded yet."""
    for kind, names in ((_Module, MODULES), (_Names, NAMES)):
        for name in names:
            sys.modules.setdefault(name, kind(name))


class _Module(ModuleType):
    """Stands in for a module, and loads it when something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.load(), name)

    def load(self) -> ModuleType:
        """The module itself."""
        with _LOCK:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        __import__(self.__name__)
        return sys.modules[self.__name__]


class _Names(_Module):
    """Stands in for a module, and has a stand-in for each function and class in it."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # `from … import` asks whether it is a package
            raise AttributeError(name)
        return super().__getattr__(name) if name.startswith("__") else _Name(self, name)


class _Name:
    """Stands in for a function or a class of a module; any use of it loads the module."""

    def __init__(self, module: _Module, name: str) -> None:
        self._module, self._name = module, name

    @property
    def _itself(self) -> Any:
        return getattr(self._module.load(), self._name)

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._itself(*values, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._itself, name)

    def __getitem__(self, types: Any) -> Any:
        return self._itself[types]

    def __or__(self, other: Any) -> Any:
        return self._itself | other

    def __ror__(self, other: Any) -> Any:
        return other | self._itself

    def __mro_entries__(self, bases: Iterable[object]) -> tuple[type, ...]:
        return (self._itself,)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self._itself)

    def __subclasscheck__(self, other: type) -> bool:
        return issubclass(other, self._itself)
