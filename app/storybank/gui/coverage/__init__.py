"""The coverage page: the matrix story × principle, seen and edited."""
