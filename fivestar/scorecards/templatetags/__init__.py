"""Tags for the wall and the dossier."""
