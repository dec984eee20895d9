"""The gate: no question reaches the grassroots that is held, derivable, needed by nothing or too dear."""
