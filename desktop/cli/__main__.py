"""Run the command line as `python -m desktop.cli`, or as the frozen program."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a list is read in a child of this very program
    sys.exit(main())
