"""An interactive explorer of a table, for Jupyter."""
