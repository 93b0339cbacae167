"""Where resources and the user's folders are, and what they say."""
