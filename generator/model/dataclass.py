"""`dataclass` and the functions beside it of the standard library, as far as this program uses them.

The library compiles six methods of each class when a module is imported: with 150 classes, a third
of a build after one edit. Here only `__init__` is compiled, when the class makes its first value.
It sets the slots directly, so a frozen value takes half the time as well. The library's own
functions accept these classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

__all__ = ["MISSING", "dataclass", "field", "fields", "is_dataclass", "replace"]


class _Field(NamedTuple):
    """A field, with the names of the library."""

    name: str
    type: object
    default: Any
    default_factory: Any
    compare: bool
    kw_only: bool


if TYPE_CHECKING:
    from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace  # noqa: TID251
else:
    MISSING = object()

    def dataclass(*, slots, frozen=False, kw_only=False, eq=True):
        """Return a decorator. Every class has slots; the argument is for readers and type
        checkers."""
        return lambda kind: _decorated(kind, frozen, kw_only, eq)

    def field(*, default=MISSING, default_factory=MISSING, compare=True):
        return _Field("", None, default, default_factory, compare, False)

    def fields(kind):
        return tuple(kind.__fields__.values())

    def is_dataclass(kind):
        return hasattr(kind, "__fields__")

    def replace(value, **changes):
        kind = type(value)
        return kind(**dict(zip(kind.__fields__, kind.__values__(value), strict=True)) | changes)


def _decorated(kind: type[Any], is_frozen: bool, kw_only: bool, eq: bool) -> type[Any]:
    inherited: dict[str, _Field] = getattr(kind, "__fields__", {})
    own = {name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    new: dict[str, _Field] = {}
    for name, annotation in kind.__annotations__.items():
        if not str(annotation).startswith("ClassVar"):
            default: Any = own.pop(name, MISSING)
            one = default if isinstance(default, _Field) else field(default=default)
            new[name] = one._replace(name=name, type=annotation, kw_only=kw_only)
    fields = inherited | new
    own |= {"__slots__": tuple(new), "__fields__": fields, "__dataclass_fields__": _FieldsOfLibrary()}
    own |= {"__match_args__": tuple(name for name, one in fields.items() if not one.kw_only)}
    own |= {"__repr__": _repr, "__reduce__": _reduce, "__values__": staticmethod(_values_of(fields))}
    if eq:
        compared = _values_of(name for name, one in fields.items() if one.compare)
        own |= {"__eq__": _eq(compared), "__hash__": (lambda value: hash(compared(value))) if is_frozen else None}
    if is_frozen:
        own |= {"__setattr__": _refuse, "__delattr__": _refuse}
    made: Any = type(kind.__name__, kind.__bases__, own)

    def first_init(self: Any, *values: Any, **others: Any) -> None:
        made.__init__ = _compiled_init(made, is_frozen)
        made.__init__(self, *values, **others)

    made.__init__ = first_init
    return made  # type: ignore[no-any-return]


def _values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function from a value to the tuple of its fields."""
    names = tuple(names)
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple([getattr(value, name) for name in names])


def _compiled_init(kind: Any, is_frozen: bool) -> Any:
    known: dict[str, Any] = {"MISSING": MISSING}
    parameters, lines = ["self"], ["pass"]
    for name, one in sorted(kind.__fields__.items(), key=lambda item: item[1].kw_only):
        if one.kw_only and "*" not in parameters:
            parameters.append("*")
        value = name
        if one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is MISSING else {name}"
        has_default = one.default is not MISSING or value != name
        known[f"_default_{name}"] = one.default
        parameters.append(f"{name}=_default_{name}" if has_default else name)
        known[f"_set_{name}"] = getattr(kind, name).__set__
        lines.append(f"_set_{name}(self, {value})" if is_frozen else f"self.{name} = {value}")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), known)
    return known["__init__"]


def _eq(compared: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def equal(self: Any, other: object) -> bool:
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    return equal


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__fields__)})"


def _reduce(self: Any) -> tuple[Any, ...]:
    """Pickle a value as its type and its fields, which is smaller and quicker than the names of
    attributes."""
    kind = type(self)
    values = kind.__values__(self)
    if len(kind.__match_args__) < len(values):
        return _made, (kind, values)
    return kind, values


def _made(kind: Any, values: tuple[Any, ...]) -> Any:
    return kind(**dict(zip(kind.__fields__, values, strict=True)))


def _refuse(self: object, name: str, *value: object) -> NoReturn:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: the value is frozen")


class _FieldsOfLibrary:
    """Fields as the standard library describes them, made when it asks for them."""

    def __get__(self, _: object, kind: Any) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415, TID251 - it takes as long as all of our classes

        twin: dict[str, Any] = {
            "__doc__": "",
            "__annotations__": {name: one.type for name, one in kind.__fields__.items()},
        }
        for name, one in kind.__fields__.items():
            options = {"default": one.default, "default_factory": one.default_factory}
            given = {option: value for option, value in options.items() if value is not MISSING}
            twin[name] = dataclasses.field(compare=one.compare, kw_only=one.kw_only, **given)
        plain: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(kind.__name__, (), twin))
        kind.__dataclass_fields__ = plain.__dataclass_fields__
        return kind.__dataclass_fields__  # type: ignore[no-any-return]
