"""WordPress's export format (WXR, 1.0 to 1.2): read as a stream, refused in one sentence when it is anything else."""
