"""What a fresh installation starts with: proposals, to be edited."""
