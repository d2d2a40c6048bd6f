"""The schema as frozen steps; step n brings a file from version n-1 to n. Never edit a released step.

`executescript` would commit the open transaction, so each statement stands alone.
"""


def _table(name: str, *columns: str) -> str:
    typed = ", ".join(
        f'"f_{column.split(":")[0]}" {column.partition(":")[2] or "TEXT"}' for column in columns
    )
    return (
        f'CREATE TABLE "{name}" ("key_year" INTEGER NOT NULL, "key_name" TEXT NOT NULL, {typed}, '
        f'PRIMARY KEY ("key_year", "key_name"))'
    )


STEPS: tuple[tuple[str, ...], ...] = (
    (
        _table("body", "unit", "short", "outline", "filler", "region", "not_reported", "elements"),
        _table("report", "year:INTEGER", "title", "state", "preface", "notice", "figures", "sealed"),
        _table(
            "node",
            "id:INTEGER",
            "parent:INTEGER",
            "position:INTEGER",
            "level:INTEGER",
            "heading",
            "role",
            "run_in:INTEGER",
            "indicators",
            "paragraphs",
            "unsure:INTEGER",
        ),
        _table(
            "value",
            "indicator",
            "state",
            "number",
            "high",
            "unit",
            "qualifier",
            "period",
            "numerator",
            "denominator",
            "sources",
        ),
        _table(
            "department", "name", "aliases", "contact", "telephone", "indicators", "due", "position:INTEGER"
        ),
        _table("return", "sha256", "department", "file", "time", "state", "values:INTEGER", "message"),
        _table("note", "text", "author", "time"),
        _table("explanation", "text", "author", "time"),
        _table(
            "row", "register", "id:INTEGER", "date", "type", "result", "amount", "persons", "free", "source"
        ),
        _table("recipe", "department", "fingerprint", "labels", "time"),
        _table("setting", "text"),
        'CREATE TABLE "change" ("seq" INTEGER NOT NULL PRIMARY KEY, "step" INTEGER NOT NULL, '
        '"time" TEXT NOT NULL, "who" TEXT NOT NULL, "label" TEXT NOT NULL, "why" TEXT NOT NULL, '
        '"kind" TEXT NOT NULL, "year" INTEGER NOT NULL, "name" TEXT NOT NULL, "old" TEXT, "new" TEXT, '
        '"digest" TEXT NOT NULL)',
        'CREATE INDEX "change_key" ON "change" ("kind", "year", "name")',
        'CREATE TABLE "meta" ("name" TEXT NOT NULL PRIMARY KEY, "text" TEXT NOT NULL)',
    ),
)
