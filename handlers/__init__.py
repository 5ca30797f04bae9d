"""Telegram in and on screen: routers, callbacks, forms, views. No SQL, no HTTP, no rules of the domain."""
