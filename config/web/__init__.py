"""What every screen shares: htmx partials, pages of a list, spreadsheets. Knows no app."""
