"""The HTTP API: one module a resource, each with a ``router``."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
