"""Everything that was ever said of one fact of one branch: the value, who, when and why it was changed."""
