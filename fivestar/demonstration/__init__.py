"""The fictitious district 990001: its people, its year and its own date."""
