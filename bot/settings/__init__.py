"""Settings from the environment or .env, and the parts built from them alone: their check, logs, encryption."""
