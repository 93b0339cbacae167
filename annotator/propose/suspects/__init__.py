"""Places of a page that recognition may have read wrong: by rule, by name, and by a noisy channel.

README.md beside this file says what a suspect is and what each rule is worth.
"""
