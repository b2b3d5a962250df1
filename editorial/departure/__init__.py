"""“Leaves”: one action that takes a member of the staff off every page and deletes what is known of them."""
