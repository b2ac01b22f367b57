"""People and their places in the house: administration, one's own account, the demo's door."""
