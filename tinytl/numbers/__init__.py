"""Numbers about facts, as tidy frames: spells, changes, and countries by report."""
