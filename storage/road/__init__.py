"""The two ends of the road on SQL: inbox and outbox, and the timers between them."""
