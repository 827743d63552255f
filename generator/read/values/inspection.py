"""Values of a front matter or of site.toml -> all faults at once, by pydantic. Used only after a
fault: a build with valid content never loads the library. Has no words for an editor; those are in
`types` and `schema`."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, create_model
from pydantic_core import ErrorDetails

from generator.model.dataclass import MISSING, fields
from generator.read.values.moments import DateRules
from generator.read.values.types import Reader, reader_of, record_kind, records, type_hints


def faults(kind: Any, written: dict[str, Any], rules: DateRules) -> list[ErrorDetails]:
    """Return the faults that make `written` no valid `kind`, field by field."""
    try:
        _model_of(kind).model_validate(written, context=rules)
    except ValidationError as found:
        return found.errors(include_url=False)
    return []


@cache
def _model_of(kind: Any) -> type[BaseModel]:
    """Return the pydantic model of a dataclass: the same fields and defaults, each with
    our reader."""
    columns: dict[str, Any] = {
        field.name: (
            _as_written(type_hints(kind)[field.name]),
            ... if field.default is MISSING else field.default,
        )
        for field in fields(kind)
    }
    config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, protected_namespaces=())
    with warnings.catch_warnings(action="ignore"):  # an outlet may name a key “copy”, like a method of pydantic
        return create_model(kind.__name__, __config__=config, **columns)


def _as_written(kind: Any) -> Any:
    """Return the type of a field with our reader."""
    entry: Any = record_kind(kind)
    if entry:
        return Annotated[tuple[_model_of(entry), ...], BeforeValidator(lambda value: records(entry, value))]  # type: ignore[misc]
    return Annotated[kind, BeforeValidator(_with_rules(reader_of(kind)))]


def _with_rules(read: Reader) -> Any:
    def validate(value: object, info: ValidationInfo) -> Any:
        rules: Any = info.context
        return read(value, rules)

    return validate
