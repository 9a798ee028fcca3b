"""The verbs of ``detente``, a module each. A verb that takes CASE takes a case folder, a case.yaml or a .gmcr file.

The modules import no library but click, and the workbench only when they call it: ``--help`` imports them all.
"""
