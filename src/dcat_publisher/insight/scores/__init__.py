"""Quality scores before publishing: the EU portal's 405 points and the national portal's 435."""
