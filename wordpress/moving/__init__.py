"""The import itself: looking an export through, bringing things over one by one, undoing it."""
