"""The registry of persons and their roles."""
