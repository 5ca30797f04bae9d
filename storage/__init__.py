"""SQL: tables, repositories behind the domain's ports, unit of work, inbox, outbox, timers. No row leaves here."""
