"""A file of another system is brought, looked at, and confirmed once or withdrawn: what is the same in every room.

A room reads its own sheet, judges its own rows and keeps its own records. From here it takes the record of a file
(`record`), the two refusals (`errors`), the reading of its one table (`rows`), the form (`forms`), the page of
files and what follows from it (`pages`), and the templates `bringing/import.html` and `bringing/file.html`.
"""
