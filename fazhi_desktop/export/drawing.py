"""Charts drawn with matplotlib: the same bytes in the window, in the report and in the file.

Bars differ by hatch, not by colour, so that they are told apart on a black-and-white print.
"""

from collections.abc import Callable
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fazhi_desktop.document.charts import UPRIGHT, ChartSpec, Series
from fazhi_desktop.document.tree import Figure
from fazhi_desktop.export.pictures import wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas
    from matplotlib.font_manager import FontProperties

_FILLS = (("#ffffff", "///"), ("#b8b8b8", ""), ("#ffffff", "..."), ("#606060", ""))
"""Face and hatch of each row of bars."""
_SALT = "fazhi"
_WIDTH = 5.5
"""Inches; 140 mm on paper."""
_DPI = 200
_WORDS, _SMALL = 10.5, 9.0
"""Points: labels and categories (五号); scale and source."""


class ChartPainter:
    """Layer: export. Draws charts with one font file; keeps what it has drawn.

    Attributes:
        font: path of a font with Chinese characters.
    """

    def __init__(self, font: Path) -> None:
        self._path = font
        self._drawn: dict[tuple[ChartSpec, str], bytes] = {}

    @cached_property
    def _font(self) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=str(self._path))

    def svg(self, figure: Figure) -> str:
        """SVG of a figure, for PDF and HTML; a picture is wrapped in one."""
        if figure.chart is not None:
            return self.chart(figure.chart, "svg").decode("utf-8")
        return wrapped(figure.image)

    def chart(self, spec: ChartSpec, form: Literal["png", "svg"], *, titled: bool = False) -> bytes:
        """A chart's bytes; `titled` writes its title and source into the picture (for files of their own)."""
        key = (spec, f"{form}{titled}")
        if key not in self._drawn:
            self._drawn[key] = self._draw(spec, form, titled=titled)
        return self._drawn[key]

    def _draw(self, spec: ChartSpec, form: str, *, titled: bool) -> bytes:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Canvas

        with mpl.rc_context(
            {
                "svg.fonttype": "path",
                "svg.hashsalt": _SALT,
                "hatch.linewidth": 0.6,
                "axes.unicode_minus": False,
            }
        ):
            canvas = Canvas(figsize=(_WIDTH, _height(spec)), dpi=_DPI, layout="constrained")
            FigureCanvasAgg(canvas)
            self._paint(canvas, spec, titled=titled)
            if form == "png":
                buffer = BytesIO()
                canvas.savefig(buffer, format="png", metadata={"Software": None})
                return buffer.getvalue()
            written = StringIO()
            canvas.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
            return _plain(written.getvalue()).encode("utf-8")

    def _paint(self, canvas: "Canvas", spec: ChartSpec, *, titled: bool) -> None:
        axes: Any = canvas.add_subplot()
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        if spec.empty:
            axes.axis("off")
            axes.text(
                0.5,
                0.5,
                spec.empty,
                ha="center",
                va="center",
                fontproperties=self._font,
                fontsize=11,
                transform=axes.transAxes,
                wrap=True,
            )
        elif spec.kind in UPRIGHT:
            self._columns(axes, spec)
        else:
            self._bars(axes, spec)
        if titled:
            canvas.suptitle(spec.title, fontproperties=self._font, fontsize=13)
            canvas.supxlabel(spec.source, fontproperties=self._font, fontsize=_SMALL)

    def _bars(self, axes: Any, spec: ChartSpec) -> None:
        """Horizontal bars, one group a category, first category on top."""
        count = len(spec.series)
        thick = 0.72 / count
        for place, row in enumerate(spec.series):
            at = [index + (place - (count - 1) / 2) * thick for index in range(len(spec.categories))]
            bars = axes.barh(at, _numbers(row), height=thick * 0.92, **_fill(place, count))
            axes.bar_label(
                bars, labels=list(row.labels), padding=3, fontproperties=self._font, fontsize=_WORDS
            )
        axes.set_yticks(
            range(len(spec.categories)), spec.categories, fontproperties=self._font, fontsize=_WORDS
        )
        axes.invert_yaxis()
        if spec.kind == "completeness":
            axes.set_xlim(0, 112)
        else:
            axes.margins(x=0.4 if spec.kind == "composition" else 0.25)
        self._scale(axes, "x", spec)

    def _columns(self, axes: Any, spec: ChartSpec) -> None:
        """Upright bars; a dashed line where a year cannot be compared with the one before."""
        for place, row in enumerate(spec.series):
            bars = axes.bar(
                range(len(spec.categories)), _numbers(row), width=0.5, **_fill(place, len(spec.series))
            )
            labels = [f"{label}%" if label and spec.percent else label for label in row.labels]
            axes.bar_label(bars, labels=labels, padding=3, fontproperties=self._font, fontsize=_WORDS)
        axes.set_xticks(
            range(len(spec.categories)), spec.categories, fontproperties=self._font, fontsize=_WORDS
        )
        for place in spec.cuts:
            axes.axvline(place - 0.5, color="black", linestyle=(0, (4, 3)), linewidth=0.8)
        axes.margins(y=0.2)
        if spec.percent:
            axes.set_ylim(0, 112)
            axes.set_yticks(range(0, 101, 20))
        self._scale(axes, "y", spec)

    def _scale(self, axes: Any, axis: str, spec: ChartSpec) -> None:
        label: Callable[..., object] = axes.set_xlabel if axis == "x" else axes.set_ylabel
        label(f"单位：{spec.unit}" if spec.unit else "", fontproperties=self._font, fontsize=_SMALL)
        for tick in axes.get_xticklabels() if axis == "x" else axes.get_yticklabels():
            tick.set_fontproperties(self._font)
            tick.set_fontsize(_SMALL)
        if len(spec.series) > 1:
            legend = axes.legend(
                [row.name for row in spec.series],
                prop=self._font,
                frameon=False,
                loc="lower right",
                bbox_to_anchor=(1, 1),
                ncols=len(spec.series),
                borderaxespad=0.2,
            )
            for words in legend.get_texts():
                words.set_fontsize(_WORDS)


def height_share(spec: ChartSpec) -> float:
    """Height of a chart in parts of its width."""
    return _height(spec) / _WIDTH


def _height(spec: ChartSpec) -> float:
    if spec.empty:
        return 1.0
    if spec.kind in UPRIGHT:
        return 2.9
    rows = len(spec.series)
    legend = 0.3 if rows > 1 else 0.0
    return max(1.6, 0.7 + legend + len(spec.categories) * (0.32 + 0.12 * (rows - 1)))


def _numbers(row: Series) -> list[float]:
    return [float(value) if value is not None else 0.0 for value in row.values]


def _fill(place: int, count: int) -> dict[str, Any]:
    face, hatch = _FILLS[place % len(_FILLS)] if count > 1 else _FILLS[1]
    return {"facecolor": face, "hatch": hatch, "edgecolor": "black", "linewidth": 0.8}


def _plain(svg: str) -> str:
    """The SVG from its root on, without the document type that names an address."""
    return svg[svg.index("<svg") :]
