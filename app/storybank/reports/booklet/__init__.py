"""The story booklet: the whole bank as a document to read."""
