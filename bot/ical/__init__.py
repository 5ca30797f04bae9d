"""Calendar files: an event as iCalendar (RFC 5545) and as an iTIP message (RFC 5546)."""
