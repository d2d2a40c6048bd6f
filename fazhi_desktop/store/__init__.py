"""peewee over SQLite: one workspace file, its change log, its lock and its backups."""
