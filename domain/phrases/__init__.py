"""Parses times and one-message events as people type them, in Russian and English, without guessing."""

from domain.phrases.quick import QuickEvent, read_event
from domain.phrases.when import read_when

__all__ = ["QuickEvent", "read_event", "read_when"]
