"""What a table is, before it is rows: its delimiter, its header, the type of each column."""
