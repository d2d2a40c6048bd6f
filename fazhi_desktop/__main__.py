"""`python -m fazhi_desktop` is `fazhi`."""

import multiprocessing

from fazhi_desktop.cli import run

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the built program starts its reading child through here
    run()
