"""The window. Nothing outside this package knows Qt, and nothing in it decides what an edit is.

Views ask the session through the bridge and draw what its events say; they never change a
page themselves and never call each other.
"""
