"""What a fresh installation starts with, one file for each theme."""
