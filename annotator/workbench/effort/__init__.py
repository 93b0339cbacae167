"""What an edit costs an editor, and the cheapest way an editor could reach a page's gold."""
