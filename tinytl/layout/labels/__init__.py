"""Labels: which ones stay, how their text wraps, and where they stand above or below an axis."""
