"""`python -m fazhi_desktop` is `fazhi`."""

import multiprocessing
import sys
from typing import NoReturn


def run() -> NoReturn:
    """The command line; imported here, since a reading child imports the program's main module again."""
    try:
        from fazhi_desktop import cli
    except KeyboardInterrupt:
        sys.exit("已取消，没有改动。")
    cli.run()


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the built program starts its reading child through here
    run()
