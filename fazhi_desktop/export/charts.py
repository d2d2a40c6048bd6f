"""Charts as files of their own: PNG and SVG with title and source."""

from pathlib import Path

from fazhi_desktop import paths
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.charts import chart_specs
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.files import make_folder, write_new
from fazhi_desktop.export.names import free_path, safe


def export_charts(report: Report, folder: Path, exporter: Exporter | None = None) -> tuple[Path, ...]:
    """Every chart of a report as PNG and SVG; an existing name gets （2）. Raises EnvironmentFault."""
    using = exporter or Exporter(paths.resources())
    make_folder(folder)
    written: list[Path] = []
    for spec in chart_specs(report, using.plans(report)):
        for form in ("png", "svg"):
            data = using.painter.chart(spec, form, titled=True)
            path = free_path(folder, safe(spec.title), form)
            write_new(path, data)
            written.append(path)
    return tuple(written)
