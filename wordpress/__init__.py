"""Moving in and out: the old WordPress site comes here whole, and all of this one can be taken elsewhere."""
