"""A view that one can steer, in Jupyter."""
