"""The same things in words: caption, alternative text."""
