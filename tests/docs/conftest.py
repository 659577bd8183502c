"""The record of the example articles, as the tests of the application build it."""

from serve.conftest import demo

__all__ = ["demo"]
