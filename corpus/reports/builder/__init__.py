"""What builds the sets of submissions from their sources."""
