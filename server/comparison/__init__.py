"""This article against the others: what only it says, what it leaves out, and which figures and words differ."""
