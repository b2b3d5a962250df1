"""Addresses that pages had: visitors who still follow them are led on, when a page moves, leaves or comes back."""
