"""From what happened and a page to a scene, in days and points. No plotting library."""
