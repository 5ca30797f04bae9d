"""What an event is: entities, rules and use cases. Standard library and dateutil only; no I/O, no clock."""
