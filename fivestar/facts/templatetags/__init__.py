"""Template tags of facts."""
