"""``python -m learnsoc_desktop`` opens the window."""

import sys

from learnsoc_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
