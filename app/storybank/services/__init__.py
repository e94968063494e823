"""What the window and the command line both do: open, change, import, export, publish, back up."""
