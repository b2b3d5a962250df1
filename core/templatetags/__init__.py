"""Template tags that every room's templates may load."""
