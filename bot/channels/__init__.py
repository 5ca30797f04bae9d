"""The wires on which letters and cards leave: so far Telegram."""
