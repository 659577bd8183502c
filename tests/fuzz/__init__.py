"""Every parser of foreign bytes, given bytes that nobody would think of; how to run it: ``python -m fuzz --help``.

``targets.py`` lists them, ``seeds/`` has what each begins with, ``words/`` the pieces that inputs are made of. A target
raises where something is wrong: an error that is none of onrecord's, a span outside of its text, a document that is
much longer than its input, what does not come back as it was. libFuzzer ends an input that takes a minute or 2 GB.

Why atheris: it keeps the inputs that take another way through the code, so that a run goes on where the last one was,
watches time and memory, and shortens what it finds. In the first seconds its guidance adds little: ten processor
seconds on feeds, from seeds that take 843 branches, made 2,396 guided inputs that took 1,176 of them (3,450 counted
with how often), or 2,825 mutations of the seeds without guidance that took 1,176 (3,384), or 1,251 inputs of
hypothesis.
"""
