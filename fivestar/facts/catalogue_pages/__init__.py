"""The catalogue of facts as pages: every fact with its supplier, who needs it and how far it is known."""
