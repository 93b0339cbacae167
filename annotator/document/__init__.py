"""What a page is: frozen values without files, clocks or windows.

Positions everywhere in this package are code points of the raw text, counted from 0.
"""
