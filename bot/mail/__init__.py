"""The wire to the mail server."""
