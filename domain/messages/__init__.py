"""The messages of outbox and inbox: a class for each kind, stored as JSON.

`kind` is its name in the database. Rows written by the previous version must stay readable, so a new field has a
default, and a renamed or moved one is translated by the codec (storage.road.codec).
"""
