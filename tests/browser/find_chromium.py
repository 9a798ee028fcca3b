"""Find a Chromium for the browser tests, and with ``--install`` get one where there is none.

The system's own is preferred; then the package manager of Debian and its relatives, where we may use it; then
playwright's download. Where all fail the browser tests are skipped and say so (in CI they fail).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Path of a Chromium on this machine, or None; playwright knows by itself where its own one is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Try the ways to get one, until one works."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways.insert(0, ["sh", "-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"])
    for way in ways:
        if subprocess.run(way, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
    print("no Chromium could be installed; the browser tests will be skipped", file=sys.stderr)


if __name__ == "__main__":
    if found() is None and "--install" in sys.argv:
        install()
    print(found() or "no Chromium of the system; playwright's own is used if it is there")
