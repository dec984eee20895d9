"""Tags that templates of every feature load."""
