"""Search: schema, query language, index, hits and snippets; the only room that knows Whoosh."""
