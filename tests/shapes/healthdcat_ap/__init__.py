"""Support for the tests of HealthDCAT-AP: the cases, and the base graph that they change."""
