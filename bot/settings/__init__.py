"""Settings from the environment or .env, and the parts built from them alone: logs, hints, encryption."""
