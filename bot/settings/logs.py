"""Logging to stderr as text or JSON, without secrets."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SECRETS = (
    (re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}|(?<=/bot)\d+:[A-Za-z0-9_-]+"), "<bot token>"),
    (re.compile(r"cwt=[A-Za-z0-9+/=_-]+"), "cwt=<token>"),
    (re.compile(r"(?i)bearer\s+\S+"), "Bearer <token>"),
    (re.compile(r"(?i)\b(ntlm|negotiate)\s+[a-z0-9+/]{16,}=*"), r"\1 <message>"),
    (re.compile(r"(?<=://)[^/\s]+@"), "<user>@"),
    (re.compile(r"(?i)(password=)[^&\s'\"]+"), r"\1<password>"),
)


def redacted(text: str) -> str:
    """The text without tokens, passwords and the user part of addresses."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class TextFormatter(logging.Formatter):
    """Redacts after formatting, since a filter would miss tracebacks."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": self.formatTime(record), "level": record.levelname, "logger": record.name}
        line["message"] = redacted(record.getMessage())
        if record.exc_info:
            line["traceback"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


@contextmanager
def logged(what: str) -> Iterator[None]:
    """For loops that must not end: logs any exception instead of raising it."""
    try:
        yield
    except Exception:
        logging.getLogger("planerka").exception("%s failed", what)


def set_up(level: str, log_format: str) -> None:
    """Logs to stderr; from libraries only WARNING and above. `log_format` is "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram", "aiohttp", "aiosqlite", "sqlalchemy", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = lambda kind, error, trace: logging.getLogger("planerka").critical(
        "Unexpected", exc_info=(kind, error, trace)
    )
