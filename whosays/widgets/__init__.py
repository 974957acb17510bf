"""The kit's widgets: each a function of its data, on one shared base."""
