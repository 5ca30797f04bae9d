"""The road of an update, taken by timers too: intake, handling, delivery. Knows the wires only by its own ports."""
