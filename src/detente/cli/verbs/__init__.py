"""The verbs of ``detente``, those of a kind in one module.

A verb that takes CASE takes a case folder, a case.yaml or a .gmcr file. The modules import no library but click, and
the workbench only when they call it: ``--help`` imports them all.
"""
