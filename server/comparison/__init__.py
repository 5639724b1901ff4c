"""This article against the others: what only it says, and what it leaves out."""
