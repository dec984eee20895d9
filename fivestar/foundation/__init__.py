"""Clock, access mechanism, audit, sheets, public log and base templates: what every feature stands on."""
