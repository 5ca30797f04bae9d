"""What several use cases do to cards, forms, letters and conferences."""
