"""The small window for interviews on video: one principle at a time, in large type."""
