"""Checks beside the editor: what in a page a reader will stumble over, in a sentence with the fix; they only advise."""
