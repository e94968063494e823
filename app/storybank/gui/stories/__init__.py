"""The stories page: list, editor, and what the interviewer would miss."""
