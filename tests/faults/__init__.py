"""Faults: signals, disks that refuse, writers side by side, caches that lie.

`DATIVO_HOOKS_EFFORT=N` makes all of it N times as long (CONTRIBUTING.md, `.ci/run faults`).
"""
