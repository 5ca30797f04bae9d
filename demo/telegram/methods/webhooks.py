"""Setting and describing the webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from demo.telegram import limits
from demo.telegram.bots import Webhook
from demo.telegram.refusals import bad
from demo.telegram.request import Request

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def set_webhook(request: Request) -> bool:
    """core.telegram.org/bots/api#setwebhook; plain http to loopback is the one thing allowed beyond Telegram."""
    url = request.text("url")
    if not url:
        return await delete_webhook(request)
    _check_url(url)
    secret = request.text("secret_token")
    _check_secret(secret)
    allowed = request.value("allowed_updates", "allowed updates")
    queue = request.bot.updates
    if allowed is not None:
        queue.allowed = list(allowed)
    if request.flag("drop_pending_updates"):
        queue.clear()
    queue.end_poll("terminated by setWebhook request")
    connections = min(max(request.number("max_connections", 40), 1), 100)
    request.bot.webhook = Webhook(url, secret, connections)
    request.world.notify()
    return True


async def delete_webhook(request: Request) -> bool:
    """core.telegram.org/bots/api#deletewebhook"""
    if request.flag("drop_pending_updates"):
        request.bot.updates.clear()
    request.bot.webhook = None
    request.world.notify()
    return True


async def get_webhook_info(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getwebhookinfo"""
    webhook = request.bot.webhook
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(request.bot.updates.pending(request.world.now())),
    }
    if request.bot.updates.allowed:
        info["allowed_updates"] = request.bot.updates.allowed
    if webhook:
        info["max_connections"] = webhook.max_connections
    if webhook and webhook.last_error_date:
        info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return info


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise bad("invalid webhook URL specified") from None
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise bad("invalid webhook URL specified")
    if parts.hostname in _LOOPBACK and parts.scheme == "http":
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in limits.WEBHOOK_PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _check_secret(secret: str) -> None:
    if len(secret) > limits.SECRET_TOKEN:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
