"""How much the simulated server is used."""

from dataclasses import dataclass

from demo.skype.vocabulary import Action


@dataclass
class Traffic:
    """Counted since the start, or since somebody sets a number back to 0."""

    requests: int = 0
    sign_ins: int = 0
    """Requests to the token endpoint."""
    connections: int = 0
    """Open at the last request."""
    most_connections: int = 0
    """Open at the same time."""

    def count(self, action: Action, connections: int) -> None:
        """A request came in, with so many connections open."""
        self.requests += 1
        self.sign_ins += action is Action.TOKEN
        self.connections = connections
        self.most_connections = max(self.most_connections, connections)
