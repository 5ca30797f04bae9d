"""The wire to conference servers: what is sent, its results, and the accounts used."""
