"""Benchmarks: `python -m tests.bench`; read the ratios, the machine is not yours alone."""
