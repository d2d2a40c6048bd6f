"""Writes the manual as one HTML page and as PDF: `python tools/make_manual.py FOLDER`."""

import html
import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fazhi_desktop import __version__, paths  # noqa: E402
from fazhi_desktop.manual import Page, load_manual, page_html  # noqa: E402

NAME = "使用手册"
WIDTH = 760
STYLE = """
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1F2329; line-height: 1.7;
  max-width: 800px; margin: 2em auto; padding: 0 1em; }
h1 { color: #1F4E9E; border-bottom: 2px solid #1F4E9E; margin-top: 2.5em; }
table { border-collapse: collapse; } td, th { border: 1px solid #DEE0E3; vertical-align: top; }
th { background: #F5F6F8; } img { max-width: 100%; height: auto; border: 1px solid #DEE0E3; }
pre, code { background: #F5F6F8; } pre { padding: 8px; overflow-x: auto; }
blockquote { border-left: 3px solid #1F4E9E; margin: 0; padding: 0 1em; background: #F5F6F8; }
"""


def whole_html(pages: Sequence[Page]) -> str:
    """All pages in one, with a list of contents; links between pages become links inside."""
    contents = "".join(f'<li><a href="#{page.name}">{html.escape(page.title)}</a></li>' for page in pages)
    body = "\n".join(f'<a name="{page.name}"></a>\n{page_html(page, width=WIDTH)}' for page in pages)
    body = re.sub(r'href="[\w-]*\.md#', 'href="#', body)
    body = re.sub(r'href="([\w-]*\.md)"', r'href="#\1"', body)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{NAME}</title>'
        f"<style>{STYLE}</style></head>\n<body><p>法治政府建设年度报告 {__version__}</p><ol>{contents}</ol>\n"
        f"{body}</body></html>\n"
    )


def pdf(pages: Sequence[Page]) -> bytes:
    """The manual as PDF, set by typst."""
    import typst

    data = {"version": __version__, "blocks": [asdict(block) for page in pages for block in page.blocks]}
    made, warnings = typst.compile_with_warnings(
        str(ROOT / "tools" / "manual.typ"),
        root=str(ROOT),
        font_paths=[str(paths.resources() / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"manual": json.dumps(data, ensure_ascii=False)},
    )
    if warnings:
        raise SystemExit("\n".join(warning.message for warning in warnings))
    assert isinstance(made, bytes)
    return made


def write_manual(folder: Path) -> None:
    """Write HTML, its pictures and PDF."""
    pages = load_manual(paths.manual())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.html").write_text(whole_html(pages), "utf-8", newline="\n")
    (folder / f"{NAME}.pdf").write_bytes(pdf(pages))
    shutil.copytree(paths.manual() / "pictures", folder / "pictures", dirs_exist_ok=True)


if __name__ == "__main__":
    write_manual(Path(sys.argv[1]))
