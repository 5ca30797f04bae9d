"""The messages of inbox and outbox: a class for each kind, stored as JSON.

`kind` is its name in the database. Rows written by the previous version must stay readable, so a new field has a
default, and the codec (storage.road.codec) translates a field that was renamed or moved.
"""
