"""peewee over SQLite: one workspace file."""
