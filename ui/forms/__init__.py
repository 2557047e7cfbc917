"""Forms: built from the declaration of a record and a declaration of where its fields stand."""
