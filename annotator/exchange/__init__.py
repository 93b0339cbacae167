"""Bytes in, bytes out: text files to pages, pages to the formats of others and back.

Stored offsets are code points of the raw text everywhere in this package.
"""
