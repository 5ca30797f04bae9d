"""The wire to Telegram: its client, what comes in, what goes out."""
