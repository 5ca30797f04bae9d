"""The same house as in the tests of the use cases: what moves in it is delivered, handled and drawn here."""

from tests.integration.usecases.conftest import file, house

__all__ = ["file", "house"]
