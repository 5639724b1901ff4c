"""What readers say is wrong: about what, for which reason, and what may be kept of their words."""
