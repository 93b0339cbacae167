"""Questions to the editor. A dialog shows values and returns a value; what follows is the window's."""
