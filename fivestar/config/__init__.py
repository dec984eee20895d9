"""Settings, addresses and the one table that joins the features."""
