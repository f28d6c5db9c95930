"""What enters or leaves a centre."""
