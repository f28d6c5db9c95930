"""What every layer needs: no Qt, no SQL."""
