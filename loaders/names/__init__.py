"""Named things, with every mention."""
