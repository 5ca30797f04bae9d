"""Everything the demo and the end-to-end tests need in place of the outside world."""
