"""Resolves sources to persons, governments and organisations."""

from __future__ import annotations

from onrecord.resolve.actors import read_actors, registry_of
from onrecord.resolve.registry import Registry
from onrecord.resolve.resolver import resolve

__all__ = ["Registry", "read_actors", "registry_of", "resolve"]
