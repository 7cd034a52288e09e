"""Links to calendars: found in what is typed, fetched without harm, read again each day."""
