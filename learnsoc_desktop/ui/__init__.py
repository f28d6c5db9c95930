"""The Qt kit: nothing here names a feature."""
