"""The command line: one function per command, results on stdout, everything else on stderr."""

COMMANDS = ("new", "check", "export", "import", "frameworks", "backup", "backups", "restore")
