"""Changes as a feed: DCAT-AP Feeds (an LDES) and Atom, from the former output and the new graph."""
