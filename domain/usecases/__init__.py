"""What people and the outside may do, one verb a module.

A use case is a frozen callable: it holds the unit of work it was given and the moment, and never commits.
"""
