"""Pages that gather several features."""
