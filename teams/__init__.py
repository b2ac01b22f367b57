"""Users, roles, agencies, teams, perimeters, sign-in."""
