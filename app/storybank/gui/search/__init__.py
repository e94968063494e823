"""The search over the whole bank: its field, the hits below it, and the way to each."""
