"""Makes fazhi.png and fazhi.ico in `resources/icons` from fazhi.svg: `python tools/make_icon.py`."""

import io
import os
import sys
from pathlib import Path

from PIL import Image

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
PNG_SIDE = 256
ICO_SIDES = (16, 24, 32, 48, 64, 256)


def drawn(side: int) -> Image.Image:
    """The icon at one size, drawn anew for it and not scaled from another."""
    from PySide6.QtCore import QBuffer, QSize
    from PySide6.QtGui import QIcon

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QIcon(str(ICONS / "fazhi.svg")).pixmap(QSize(side, side), 1.0).save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def main() -> int:
    """Write both files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(["make_icon"])
    drawn(PNG_SIDE).save(ICONS / "fazhi.png", optimize=True)
    pictures = [drawn(side) for side in ICO_SIDES]
    pictures[-1].save(
        ICONS / "fazhi.ico", sizes=[(side, side) for side in ICO_SIDES], append_images=pictures[:-1]
    )
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
