"""Who gets what: every route × role × method → status, pinned in ours.txt and installed.txt beside this file.

A change fails until somebody looked at it: `python -m tests.editorial.permissions write` writes both anew, and the
diff is what there is to look at.
"""
