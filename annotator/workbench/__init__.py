"""The application without a screen: what an editor can do to a page, and what it then looks like."""
