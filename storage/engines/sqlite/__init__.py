"""SQLite: pragmas, the driver, the file and what is beside it."""
