"""Skype for Business Server: the client of its web API (UCWA 2.0)."""
