"""Landlord, residence, building, staircase, unit, equipment, components, asset plan, RPLS."""
