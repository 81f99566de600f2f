"""What words mean: dates, contacts, titles of sections, roles, organisations, places, names.

In: a short text as a plain string, and the languages or country it is read in. Out: what it is,
how surely, and where in the text it stands. The knowledge itself is in the tables of data/; of
the reader only `syntax.inlines` is known here.
"""
