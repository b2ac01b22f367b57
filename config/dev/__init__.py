"""Development and tests only: embedded servers and the process runner."""
