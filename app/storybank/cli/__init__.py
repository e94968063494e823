"""The command line: one function per command, results on stdout, everything else on stderr."""
