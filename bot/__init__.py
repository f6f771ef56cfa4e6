"""Floor 4: puts the parts together: settings, command line, dispatcher, polling and webhook, ticker, health."""
