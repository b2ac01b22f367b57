"""The demo's tenants: a household and a lease for each let home, some of whom leave."""
