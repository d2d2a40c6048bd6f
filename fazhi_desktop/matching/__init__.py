"""A label or a phrase to an indicator, scored."""
