"""detente: a workbench for conflict-resolution analysis."""

__version__ = "0.1.0"
