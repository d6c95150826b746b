"""Mutation testing: small faults are put into the product, and the tests are to fail with each.

`python -m mutation` does it; README.md beside this file says how, and what came of it.
"""
