"""The history of a story, and the stories that were deleted. Loaded when it is first asked for."""
