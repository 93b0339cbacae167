"""What an editor can do, one function a command.

Each asks the situation and answers with an edit, a move or a refusal; none of them knows a
widget or the store.
"""
