"""The person: name, headline, contacts, the lines above the first section.

In: the blocks above the first section, the front matter, and a file of private contacts where
there is one. Out: a `Person`, the blocks that are not about the person, and what was found amiss.
It rests on `syntax`, `lexicon` and the parts that `sections` makes.
"""
