"""Figures that leave their usual range: limits, detection, explanation, effect of what was done."""
