"""What is shown of a story: text that anyone can check, each sentence a verbatim span of a named article."""
