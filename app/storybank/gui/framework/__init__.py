"""The dialog of the framework: choose one, edit it inside the bank, see what changes before it does."""
