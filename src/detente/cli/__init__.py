"""The command line: thin. Arguments in, one call to the workbench, words or one JSON document out."""

from detente.cli.app import main

__all__ = ["main"]
