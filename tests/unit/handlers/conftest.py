"""The same house as in the tests of the use cases."""

from tests.integration.usecases.conftest import file, house

__all__ = ["file", "house"]
