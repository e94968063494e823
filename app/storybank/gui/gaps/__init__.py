"""The gaps page, and where in the window a gap is mended."""
