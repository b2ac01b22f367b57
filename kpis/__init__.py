"""Measures, nightly rollups, dashboards, comparisons, alerts, commitments."""
