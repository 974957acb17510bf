"""The instructor’s side: hand out, collect, see, discuss. No notebook of a student imports it."""
