"""The pages of the window. They load the desk's verbs, so they are imported once it is open."""
