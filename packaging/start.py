"""The first file of the bundle: what `storybank` runs when it is installed."""

import sys

from storybank.__main__ import main

sys.exit(main())
