"""Kernels: arrays in, arrays out. They know indices and no names, trust their arguments, and keep to themselves.

What docstrings do not repeat:

* A state is its row, from 0, and a decision maker its index; people's numbers are made elsewhere.
* No argument is changed unless the docstring says *in place*; what is returned is new unless it says *view*.
* Ranks and payoffs are ordinal, higher is better, equal is indifference: they have no unit, and comparing them needs no
  tolerance. Probabilities are float64 from 0 to 1.
* ``unsigned`` is whichever of uint8 to uint64 holds the values; all unsigned arrays of one call have the same.
* A cost counts array entries that are touched. A *sweep* is a pass over the moves; passes go on until one changes
  nothing, which takes as many as the longest path that is needed has changes of mover.
* *Source* is where a definition or method is from; *Reference* (*slow twin*) is the same in plain Python, line by line
  beside the source, in the modules ``reference`` and ``reference_*``. Tests compare the two.

Axes have the same names everywhere:

    n_states        states: feasible option combinations, merged ones counted once
    n_masks         feasible option combinations before any are merged; option k is bit k of a mask
    n_cells         all 2 ** n_options combinations, feasible or not
    n_options       options
    n_dms           decision makers
    n_movers        those of them who are asked about
    n_members       decision makers of a coalition
    n_factions      factions of a decision maker
    n_profiles      preference profiles, side by side in memory
    n_arcs          moves of one decision maker, listed as (from, to)
    n_moves         moves between masks, of everybody, in a plan for SIM
    n_outcomes      what can come of these when others move at once
    n_segments      segments of :class:`~detente.kernels.moves.Moves`, states that reach the same states
    n_entries       members of all segments: states that can be reached, once for each segment
    n_sets          sets of states; n_entries of them together
    n_statements    statements of a preference
    n_variants      variants of a list of statements
    n_claims        claims in doubt; a conclusion is a table over their 2 ** n_claims worlds
    n_points        distributions over the worlds of one source
"""
