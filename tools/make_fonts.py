"""Remake resources/fonts from the Debian packages that hold the originals.

Needs apt-get, dpkg and fonttools (`pip install -e .[dev]`); run it from anywhere:

    python tools/make_fonts.py              # fetches the three packages with apt-get
    python tools/make_fonts.py --debs DIR   # takes them from DIR

What it does, and why:
- Fandol (仿宋, 楷体, 黑体, 宋体) is kept for the characters of GB 2312 and the signs around them.
  Its traditional characters, Yi syllables and hints are left out: a third of the size.
- Noto Serif CJK SC and WenQuanYi Micro Hei hold only what some Fandol face lacks, so that 喆 堃 璟 镕
  and the rest of GB 18030 are printed instead of boxes.
The English names are kept (a second, Chinese family name would hide the first from typst), and the two
bold faces say that they are bold, which the originals leave out.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGES = ("texlive-lang-chinese", "fonts-noto-cjk", "fonts-wqy-microhei")
FANDOL = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolHei-Bold",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
FANDOL_FOLDER = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
NOTO = "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
NOTO_SIMPLIFIED = 2
MICRO_HEI = "usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"

HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x33480))
SIGNS = (range(0xA0, 0x100), range(0x2000, 0x2E80), range(0x3000, 0x3400), range(0xFE10, 0xFFF0))


def gb2312() -> Iterator[int]:
    """Every code point of GB 2312-80."""
    for row in range(0xA1, 0xF8):
        for column in range(0xA1, 0xFF):
            character = bytes((row, column)).decode("gb2312", "ignore")
            if character:
                yield ord(character)


def unpack(debs: Path, folder: Path) -> None:
    """Unpack the three packages found in `debs` into `folder`."""
    for package in PACKAGES:
        found = sorted(debs.glob(f"{package}_*.deb"))
        if not found:
            raise SystemExit(f"{package}_*.deb is not in {debs}")
        subprocess.run(["dpkg", "-x", str(found[-1]), str(folder)], check=True)


def characters(font: TTFont) -> set[int]:
    """The code points that `font` has a glyph for."""
    return set(font.getBestCmap() or {})


def write_subset(font: TTFont, code_points: set[int], target: Path) -> set[int]:
    """Write `font` cut down to `code_points`; returns the code points that it really has."""
    options = subset.Options(
        layout_features=[],
        name_IDs=["*"],
        name_languages=[0, 0x409],
        notdef_outline=True,
        hinting=False,
        recalc_timestamp=False,
    )
    options.drop_tables += ["FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points)
    font.recalcTimestamp = False
    if getattr(font["head"], "macStyle", 0) & 1:
        setattr(font["OS/2"], "usWeightClass", 700)  # noqa: B010 - a table's fields are not declared
    cutter.subset(font)
    font.save(target)
    kept = characters(font)
    print(f"{target.name}: {len(kept)} characters, {target.stat().st_size / 1e6:.1f} MB")
    return kept


def make(root: Path) -> None:
    """Write all fonts and licence texts into resources/fonts from the unpacked packages in `root`."""
    basic = set(gb2312()) | set(range(0x20, 0x3400))
    covered: dict[str, set[int]] = {}
    for name in FANDOL:
        font = TTFont(root / FANDOL_FOLDER / f"{name}.otf")
        covered[name] = write_subset(font, basic & characters(font), TARGET / f"{name}.otf")
    wanted = {code for block in (*HAN, *SIGNS) for code in block}
    everywhere = set.intersection(*covered.values())
    noto = TTFont(root / NOTO, fontNumber=NOTO_SIMPLIFIED)
    write_subset(noto, (wanted - everywhere) & characters(noto), TARGET / "NotoSerifCJKsc-Rest.otf")
    micro = TTFont(root / MICRO_HEI, fontNumber=0)
    rest = (wanted - covered["FandolHei-Regular"]) & characters(micro)
    write_subset(micro, rest, TARGET / "WenQuanYiMicroHei-Rest.ttf")
    write_licences(root)


def write_licences(root: Path) -> None:
    """Copy the licence texts as the packages bring them; resources/fonts/LICENSES/README.md explains."""
    licences = TARGET / "LICENSES"
    licences.mkdir(exist_ok=True)
    doc = root / "usr/share/doc"
    with gzip.open(doc / "texlive-doc/fonts/fandol/COPYING.gz") as packed:
        (licences / "GPL-3.0.txt").write_bytes(packed.read())
    shutil.copyfile(doc / "texlive-doc/fonts/fandol/README", licences / "Fandol.txt")
    shutil.copyfile(doc / "fonts-noto-cjk/copyright", licences / "NotoSerifCJK-OFL-1.1.txt")
    shutil.copyfile(doc / "fonts-wqy-microhei/copyright", licences / "WenQuanYiMicroHei.txt")
    shutil.copyfile("/usr/share/common-licenses/Apache-2.0", licences / "Apache-2.0.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description="Remake resources/fonts.")
    parser.add_argument("--debs", type=Path, help="folder with the downloaded packages")
    debs: Path | None = parser.parse_args().debs
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if debs is None:
            debs = folder
            subprocess.run(["apt-get", "download", *PACKAGES], cwd=folder, check=True)
        root = folder / "root"
        unpack(debs, root)
        make(root)


if __name__ == "__main__":
    main()
