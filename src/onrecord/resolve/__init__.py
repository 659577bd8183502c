"""Resolves sources to persons, governments and organisations."""

from __future__ import annotations

from onrecord.resolve.known.actors import read_actors, registry_of
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.recipients import resolve_spans
from onrecord.resolve.resolver import Resolver, resolve, resolver_of

__all__ = ["Registry", "Resolver", "read_actors", "registry_of", "resolve", "resolve_spans", "resolver_of"]
