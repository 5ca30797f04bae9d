"""Settings from the environment or .env: what they are, and what follows from them alone."""
