"""Counters of requests and connections."""

from dataclasses import dataclass

from demo.skype.vocabulary import Action


@dataclass
class Traffic:
    """Counts from the start; a test may set a counter back to 0."""

    requests: int = 0
    sign_ins: int = 0
    """Requests to the token endpoint."""
    connections: int = 0
    """Open at the last request."""
    most_connections: int = 0
    """Open at the same time."""

    def count(self, action: Action, connections: int) -> None:
        """Count a request that came in while so many connections were open."""
        self.requests += 1
        self.sign_ins += action is Action.TOKEN
        self.connections = connections
        self.most_connections = max(self.most_connections, connections)
