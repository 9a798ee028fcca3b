"""Sweeps carried out: blocks computed by several processes or machines, each written once, in a folder that resumes.

The workbench calls :func:`detente.sweep.run.run_sweep`. What holds in a block is found in
:mod:`detente.analysis.sweep`; here it is decided who computes which block, and what the folder holds.
"""
