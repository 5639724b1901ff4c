"""The sample newsroom: loads `data/sample` and serves it as real pages on this machine."""
