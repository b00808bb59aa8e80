"""JSON shapes, from the dataclasses: the contract's keys in the contract's order, and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union

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
    return typing.cast(T, _value(_form(typing.cast(Any, cls)), shape, cls.__name__))


@dataclass(frozen=True, slots=True)
class _Form:
    """What a hint means, found once. of: a dataclass, tuple, Union or Literal, None for a plain type. inner: what a tuple or union holds,
    without None; fields: of a dataclass; values: of a Literal.
    """

    hint: Any
    of: Any
    inner: tuple[_Form, ...] = ()
    fields: Mapping[str, _Form] = field(default_factory=dict)
    values: tuple[Any, ...] = ()
    nullable: bool = False


@cache
def _form(hint: Any) -> _Form:
    if isinstance(hint, type) and is_dataclass(hint):
        return _Form(hint, dataclass, fields={name: _form(of) for name, of in typing.get_type_hints(hint).items()})
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return _Form(hint, Literal, values=args)
    inner = tuple(_form(arg) for arg in args if arg not in (type(None), ...))
    if origin in (Union, types.UnionType):
        return _Form(hint, Union, inner, nullable=type(None) in args)
    return _Form(hint, origin, inner)


def _value(form: _Form, shape: Any, path: str) -> Any:
    of, hint = form.of, form.hint
    if of is None:
        if hint is float and isinstance(shape, int | float) and not isinstance(shape, bool):
            return float(shape)
        if not isinstance(shape, hint) or (isinstance(shape, bool) and hint is not bool):
            raise TypeError(f"{path}: {hint.__name__} is expected, not {type(shape).__name__}")
        return shape
    if of is dataclass:
        if not isinstance(shape, dict):
            raise TypeError(f"{path}: an object is expected, not {type(shape).__name__}")
        if unknown := shape.keys() - form.fields.keys():
            raise ValueError(f"{path}: no such key: {', '.join(sorted(unknown))}")
        return hint(**{key: _value(form.fields[key], item, f"{path}.{key}") for key, item in shape.items()})
    if of is tuple:
        if not isinstance(shape, list):
            raise TypeError(f"{path}: a list is expected, not {type(shape).__name__}")
        return tuple([_value(form.inner[0], item, f"{path}[{i}]") for i, item in enumerate(shape)])
    if of is Union:
        return None if shape is None and form.nullable else _value(form.inner[0], shape, path)
    if shape not in form.values:
        raise ValueError(f"{path}: {shape!r} is none of {', '.join(map(repr, form.values))}")
    return shape
