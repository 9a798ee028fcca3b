"""The ``.gmcr`` files of GMCR+, read and written. The format is described in ``docs/reference/gmcr.md``."""

from detente.casefile.gmcr.rankings import check_rankings
from detente.casefile.gmcr.read import read_gmcr
from detente.casefile.gmcr.write import gmcr_text, write_gmcr

__all__ = ["check_rankings", "gmcr_text", "read_gmcr", "write_gmcr"]
