"""JSON shapes, from the dataclasses: the contract's keys in the contract's order, and back."""

from __future__ import annotations

import types
import typing
from dataclasses import Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")


def to_shape(value: Any) -> Any:
    """What `json.dumps` takes: dataclasses as dicts in field order, tuples as lists, floats to two decimals.

    Fields marked unlisted (`metadata={"listed": False}`) are left out, and so are sparse ones (`{"sparse": True}`) that are None.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_shape(item) for f in fields(value) if _kept(f, item := getattr(value, f.name))}
    if isinstance(value, tuple | list):
        return [to_shape(item) for item in value]
    if isinstance(value, float):
        return round(value, 2)
    return value


def _kept(field: Field[Any], value: Any) -> bool:
    return bool(field.metadata.get("listed", True)) and not (value is None and field.metadata.get("sparse", False))


def from_shape(cls: type[T], shape: Any) -> T:
    """The dataclass that `to_shape` made this of. Raises TypeError or ValueError where a key is missing, unknown or of a wrong type."""
    return typing.cast(T, _value(cls, shape, cls.__name__))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _form(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a hint is of, and what it holds; a dataclass is its own, a union is of what it holds besides None."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _hints, (hint,)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    return (Union if origin is types.UnionType else origin), args


def _value(hint: Any, shape: Any, path: str) -> Any:
    of, args = _form(hint)
    if of is None:
        if hint is float and isinstance(shape, int | float) and not isinstance(shape, bool):
            return float(shape)
        if not isinstance(shape, hint) or (isinstance(shape, bool) and hint is not bool):
            raise TypeError(f"{path}: {hint.__name__} is expected, not {type(shape).__name__}")
        return shape
    if of is _hints:
        if not isinstance(shape, dict):
            raise TypeError(f"{path}: an object is expected, not {type(shape).__name__}")
        hints = _hints(hint)
        if unknown := shape.keys() - hints.keys():
            raise ValueError(f"{path}: no such key: {', '.join(sorted(unknown))}")
        return hint(**{key: _value(hints[key], item, f"{path}.{key}") for key, item in shape.items()})
    if of is tuple:
        if not isinstance(shape, list):
            raise TypeError(f"{path}: a list is expected, not {type(shape).__name__}")
        return tuple([_value(args[0], item, f"{path}[{i}]") for i, item in enumerate(shape)])
    if of is Union:
        if shape is None and type(None) in args:
            return None
        return _value(next(arg for arg in args if arg is not type(None)), shape, path)
    if shape not in args:
        raise ValueError(f"{path}: {shape!r} is none of {', '.join(map(repr, args))}")
    return shape
