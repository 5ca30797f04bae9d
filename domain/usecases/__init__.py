"""Use cases: what people, timers and results may do, a module for each.

A use case is a frozen callable dataclass. It is given a unit of work and the current time, and never commits.
"""
