"""Entries: posts, degrees and projects, in whatever form the author tells them.

In: the blocks of a section. Out: the same with an `Entry` for each, its head's fields told apart
as role, organisation, place and dates. The way: `nesting` and `forms` make `Draft`s, `absorb`
completes their heads, `heads` takes each apart, `roles` weighs all of them together, `finished`
writes the entries. It rests on `syntax` and `lexicon`.
"""
