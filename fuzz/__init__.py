"""Fuzzing: hostile files through the whole product, guided by coverage (atheris, libFuzzer).

`python -m fuzz --help` says how. A target makes a repository of any bytes; `entry.py` is the one
place that knows the product; `laws.py` says what must hold whatever comes in.
"""
