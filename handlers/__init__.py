"""Handlers of Telegram updates and what they show: routers, callbacks, views. No SQL, no HTTP, no domain rules."""
