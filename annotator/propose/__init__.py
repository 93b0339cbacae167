"""Raw text in, proposals out. Nothing here has ever seen gold of the page it speaks about."""
