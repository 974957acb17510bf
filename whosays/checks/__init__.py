"""What ``python3 -m whosays check`` looks for: one module a family of rules, lists in rules.toml.

Each family is a function from a pack (or the vocabulary's table) to faults; nothing here prints.
"""
