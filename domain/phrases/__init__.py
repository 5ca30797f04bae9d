"""Parses times and one-message events as people type them, in Russian and English, without guessing."""

from domain.phrases.quick import QuickEvent, is_whole_event, read_event
from domain.phrases.when import read_when

__all__ = ["QuickEvent", "is_whole_event", "read_event", "read_when"]
