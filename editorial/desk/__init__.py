"""The staff's desk: the start page, flat lists, the editor's buttons, and undoing what was published."""
