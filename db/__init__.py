"""The store: records, journal and search in one file. The only room that speaks SQL."""
