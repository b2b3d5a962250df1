"""The staff's desk: start page, lists, editor, undo."""
