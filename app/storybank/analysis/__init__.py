"""What a bank *means*: pure functions from a bank to an answer. Standard library only."""
