"""The guide beside the window, and what the program is made of. Loaded when it is first asked for."""
