"""Pages made from executed notebooks: one file each, and nothing in them asks the network."""
