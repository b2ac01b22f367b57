"""Leases, rent account, arrears, notice, vacancy and reletting."""
