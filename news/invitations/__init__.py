"""What an invitation gives away: its calendar file and its words for a mail. Plain functions on plain values."""
