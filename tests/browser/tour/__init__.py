"""The tour through the admin: every view opened once, in a Danish in which each catalogue string carries a mark."""
