"""The sheet of all keys. Loaded when it is first asked for."""
