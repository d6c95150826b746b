"""Secrets: their kinds, the places where they are looked for, and that nothing shows them."""
