"""Tenant requests: categories, triage, clocks, tenant status page, incidents."""
