"""What is written: Markdown, the HTML within it, front matter, directives, and its visible words.

In: a `Source`. Out: blocks and inlines of the document model with their places, the data of the
front matter as `FrontMatter` and `Settings`, and apart from the model the words that a renderer
shows. Nothing here knows what a word means; it imports nothing else of the reader.
"""

from ..shortcuts import import_mistune

import_mistune()  # before any of its modules imports from it
