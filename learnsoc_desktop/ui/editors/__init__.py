"""An editor for every kind of field."""
