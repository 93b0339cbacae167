"""One SQLite file per project; the only package that sees SQLite."""
