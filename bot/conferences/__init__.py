"""The wire to conference servers: what is sent, what comes of it, whose accounts are used."""
