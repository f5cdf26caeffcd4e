"""How long each page of the workbench takes the server, in a case of a million passages."""
