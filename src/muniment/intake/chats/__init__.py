"""What does a chat export look like? Line headers, clocks, calendars, phrases; no reader lives here."""
