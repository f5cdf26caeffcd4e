"""Where is it kept? One SQLite file, opened by `case` only."""
