"""News, invitations and video greetings."""
