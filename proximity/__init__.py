"""Work orders, contractors, inspections, cleanliness, penalties, needs for the plan."""
