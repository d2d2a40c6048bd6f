"""peewee models, made from the records of core for one open database; private to the store."""

from dataclasses import fields
from typing import Any

import peewee

from fazhi_desktop.core.records import KINDS
from fazhi_desktop.store.codec import column_type


class Models:
    """The tables of one open workspace.

    Attributes:
        records: kind to model; columns key_year, key_name and the fields of the record.
        change: the change log.
        meta: counters and marks of the file itself.
    """

    def __init__(self, database: Any) -> None:
        columns = {str: peewee.TextField, int: peewee.IntegerField, bool: peewee.BooleanField}

        def table(name: str, attributes: dict[str, Any], primary_key: Any) -> Any:
            meta = type("Meta", (), {"database": database, "table_name": name, "primary_key": primary_key})
            return type(name.title(), (peewee.Model,), {**attributes, "Meta": meta})

        self.records: dict[str, Any] = {}
        for kind, record in KINDS.items():
            attributes: dict[str, Any] = {
                "key_year": peewee.IntegerField(),
                "key_name": peewee.TextField(),
                **{
                    field.name: columns[column_type(record, field.name)](
                        null=True, column_name=f"f_{field.name}"
                    )
                    for field in fields(record)
                },
            }
            self.records[kind] = table(kind, attributes, peewee.CompositeKey("key_year", "key_name"))
        self.change: Any = table(
            "change",
            {
                "seq": peewee.AutoField(),
                "step": peewee.IntegerField(),
                "time": peewee.TextField(),
                "who": peewee.TextField(),
                "label": peewee.TextField(),
                "why": peewee.TextField(),
                "kind": peewee.TextField(),
                "year": peewee.IntegerField(),
                "name": peewee.TextField(),
                "old": peewee.TextField(null=True),
                "new": peewee.TextField(null=True),
                "digest": peewee.TextField(),
            },
            None,
        )
        self.meta: Any = table(
            "meta", {"name": peewee.TextField(), "text": peewee.TextField()}, peewee.CompositeKey("name")
        )
