"""Makes Planerka run: settings, wiring and the wires to the outside."""
