"""What goes through the outbox and the inbox: a class for each kind of message, stored as JSON.

`kind` is its name in the database. Rows of the version before are read too, so a field that is added has a default, and
one that is renamed or moved is translated by the codec (storage.road.codec).
"""
