"""Static twins of every widget, and pictures: pure functions from data to words and plain tags."""
