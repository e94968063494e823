"""The backups of a bank, and what each would bring back. Loaded when it is first asked for."""
