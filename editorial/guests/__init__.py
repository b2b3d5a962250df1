"""Who comes to what: the staff's lists of sign-ups, their exports, mails to those who come, a digest a day."""
