"""What looks wrong on a page before it is finished."""
