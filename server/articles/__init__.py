"""What a page says about itself: text, times, authors, language, flags."""
