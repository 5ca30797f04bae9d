"""Steps on cards, forms, letters and conferences that several use cases share."""
