"""Search: schema, query language, index, hits and snippets; the only room that knows Whoosh.

`language` turns what is typed into a `Query`, a tree of `syntax`; `SearchIndex` in `index` answers it with a `Page`;
`snippets` marks the same query in a text. All of these agree on what a word is through `words`. How the index lies on
the disk, and why Whoosh's own way was left, is told in `codec`; `building` makes segments in any process.
"""
