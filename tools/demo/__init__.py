"""The sample deliveries: invented, plausible, and the same bytes on every run."""
