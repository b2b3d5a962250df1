"""Signing in: accounts by invitation, a second factor, how long one stays signed in, and the way back in."""
