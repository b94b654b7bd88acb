"""From a scene to the screen, to paper and to files. No questions about countries."""
