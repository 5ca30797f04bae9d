"""Every table. Rows stay inside storage; repositories turn them into the domain's entities."""
