"""People, posts and the five duties."""
