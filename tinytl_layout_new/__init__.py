"""Rooms of the layout that move to `tinytl.layout`."""
