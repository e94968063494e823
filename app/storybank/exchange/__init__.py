"""In and out: interchange JSON, framework TOML, Markdown, CSV, and how what comes in meets what is there. Reads no bank file, writes none."""
