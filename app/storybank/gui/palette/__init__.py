"""The command palette: every action and every story, by a few letters. Loaded when it first opens."""
