"""Measures resume-pdf beside its peers: `python -m benchmarks`; see docs/performance.md."""
