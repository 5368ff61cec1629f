"""Views: what each profile publishes of the catalogue's graph, and how that is judged by its own shapes."""
