"""The centre: profile, signatories, code lists, villages."""
