"""What runs by itself: polling, grouping, clean-up."""
