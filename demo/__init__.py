"""The demo, and the stand-ins for the outside world that the end-to-end tests share with it."""
