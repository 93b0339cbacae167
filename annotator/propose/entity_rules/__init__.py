"""What newspapers teach about names: one file a kind of rule, each finding with its reason.

All rules see one page joined and folded (`TaggedPage`); positions are code points of that text.
"""
