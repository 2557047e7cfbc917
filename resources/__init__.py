"""Data that comes with the program: fonts, phrases, programmes, rules, translations."""
