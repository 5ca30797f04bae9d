"""The wire to Telegram: client, incoming updates, outgoing messages."""
