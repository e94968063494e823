"""What an import would do, shown and corrected before anything changes."""
