"""`python -m fazhi_desktop` is `fazhi`."""

from fazhi_desktop.cli import run

if __name__ == "__main__":
    run()
