"""Plugins of the whole suite."""

from __future__ import annotations

pytest_plugins = ["tests.real_terraform.fixtures"]
