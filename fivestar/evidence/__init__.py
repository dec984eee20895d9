"""Files, where a record cannot do: by content, stripped, hashed, served through the access table only."""
