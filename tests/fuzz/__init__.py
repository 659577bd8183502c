"""Every parser of foreign bytes, given bytes that nobody would think of; how to run it: ``python -m fuzz --help``."""
