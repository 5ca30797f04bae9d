"""The road of an update: taken in, handled, delivered; timers take it too. Knows the wires by its own ports only."""
