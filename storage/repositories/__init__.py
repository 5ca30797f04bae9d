"""The ports of domain.ports on SQL, one module for each kind of entity."""
