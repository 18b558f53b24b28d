"""Files to text with offsets."""
