"""Makes Planerka run: settings, wiring and the wires to the outside."""

__version__ = "0.1.0"
