"""The paper page: the sheets as they will print."""
