"""What is handed to whom: the use cases made out of the stores, the network and the tables."""
