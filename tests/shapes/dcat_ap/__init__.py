"""Support for the tests of DCAT-AP: the cases, and the base graph that they change."""
