"""What the dialogs of the loop are made of: the day, the confidential terms, a bank for another loop, texts brought back."""
