"""图表: a gallery of cards; every picture has the same bytes as in the report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QVBoxLayout

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.records import Key, report_key
from fazhi_desktop.document.charts import ChartSpec
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.renderer import Renderer
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

CARD_WIDTH, PICTURE_HEIGHT, LOWEST = 520, 320, 200
"""Of a card at least, and of its picture at most: its words are no smaller than those of the window."""
AROUND = 122
"""Pixels of a card, and of the gap above it, that are not its picture."""
SHOWN_WIDTH = 1000
"""Pixels; wide enough for a card on a screen of 200 %, and small enough to be fitted in no time."""


@dataclass(frozen=True)
class Picture:
    """A chart with its PNG, b'' where there is nothing to draw, and the picture that the card shows."""

    spec: ChartSpec
    png: bytes
    shown: QImage


def drawn(renderer: Renderer, spec: ChartSpec) -> Picture:
    """One chart; off the main thread."""
    if spec.empty:
        return Picture(spec, b"", QImage())
    png = renderer.chart(spec, "png")
    whole = QImage.fromData(png)
    return Picture(spec, png, whole.scaledToWidth(SHOWN_WIDTH, Qt.TransformationMode.SmoothTransformation))


def copy_picture(session: Session, picture: Picture) -> None:
    """Put a picture on the clipboard, with its numbers as text."""
    data = QMimeData()
    data.setImageData(QImage.fromData(picture.png))
    data.setText(picture.spec.alt)
    QGuiApplication.clipboard().setMimeData(data)
    session.said.emit(f"“{picture.spec.title}”已复制，可以粘贴到 WPS 或 Word。")


def toggle_figure(session: Session, spec: ChartSpec) -> None:
    """Put a chart into the report, or take it out."""
    head = session.report.head
    inside = spec.id in head.figures
    figures = tuple(name for name in head.figures if name != spec.id) if inside else (*head.figures, spec.id)
    label = f"{'移出图表' if inside else '放入图表'}“{spec.title}”"
    session.change(label, [(report_key(session.year), replace(head, figures=figures))])


class ChartCard(QFrame):
    """One chart: picture, title, source line and what can be done with it."""

    def __init__(
        self,
        services: Services,
        copy: Callable[[Picture], None],
        save: Callable[[Picture], None],
        toggle: Callable[[Picture], None],
    ) -> None:
        super().__init__()
        self.form = services.forms.fill(self, "chart_card")
        self._picture: Picture | None = None
        self._pixmap = QPixmap()
        self._height = PICTURE_HEIGHT
        self.form.image.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        icons = services.icons
        for button, icon, action in (
            (self.form.copy, "copy", copy),
            (self.form.save, "download", save),
            (self.form.put, "file-plus", toggle),
        ):
            button.setIcon(icons.icon(icon))
            button.clicked.connect(lambda _=False, chosen=action: self._run(chosen))

    @property
    def picture(self) -> Picture | None:
        """What it shows."""
        return self._picture

    def show_picture(self, picture: Picture, *, used: bool, editable: bool) -> None:
        """Show a chart; `used` where it stands in the report."""
        form, spec = self.form, picture.spec
        self._picture = picture
        form.title.setText(spec.title)
        form.source.setText(spec.source)
        self._pixmap = QPixmap.fromImage(picture.shown)
        form.image.setAccessibleName(spec.alt)
        form.image.setToolTip(spec.alt)
        form.empty.setText(spec.empty)
        form.empty.setVisible(bool(spec.empty))
        form.image.setVisible(not spec.empty)
        for widget in (form.copy, form.save, form.source):
            widget.setVisible(bool(picture.png))
        form.put.setVisible(bool(picture.png) or used)
        form.put.setText("✔ 在报告中，移出" if used else "放入报告")
        form.put.setEnabled(editable)
        self._fit()

    def keep_within(self, room: int) -> None:
        """Make the picture no higher than lets the whole card be seen in this many pixels."""
        height = max(LOWEST, min(PICTURE_HEIGHT, room - AROUND))
        if height != self._height:
            self._height = height
            self._fit()

    def _run(self, action: Callable[[Picture], None]) -> None:
        if self._picture is not None:
            action(self._picture)

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(max(LOWEST, self.width() - 34), self._height) * ratio
        shown = self._pixmap.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.form.image.setPixmap(shown)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class ChartsPage(Page):
    """The gallery."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session, services)
        self.form = services.forms.fill(self, "charts")
        self.cards: list[ChartCard] = []
        self._columns = 0
        self._wanted: str | None = None
        self._specs: tuple[ChartSpec, ...] = ()
        self._shown = 0
        self._work = Latest(self)
        self._work.done.connect(self._go_on)
        self._work.failed.connect(self._show_fault)
        self.form.all.clicked.connect(self._save_all)

    def refresh(self, keys: frozenset[Key] | None, initiator: object) -> None:
        report, renderer = self.session.report, self.services.renderer
        if not self.cards:
            self.form.words.setText("正在画图…")
        self._specs, self._shown = (), 0
        self._work.ask(lambda: renderer.charts(report))

    @property
    def busy(self) -> bool:
        """Whether something is still to be drawn."""
        return self._work.busy

    def _go_on(self, made: tuple[ChartSpec, ...] | Picture) -> None:
        """Draw the charts one after the other; each is shown as soon as it is drawn.

        Those without numbers stand last, on low cards.
        """
        if not isinstance(made, Picture):
            self._specs, self._shown = tuple(sorted(made, key=lambda spec: bool(spec.empty))), 0
            for card in self.cards[len(made) :]:
                card.hide()
        elif self._shown < len(self._specs) and made.spec is self._specs[self._shown]:
            self._show_picture(made)  # one of an earlier report is left out
        if self._work.busy:
            return  # the report has changed, and goes through here itself
        if self._shown < len(self._specs):
            spec, renderer = self._specs[self._shown], self.services.renderer
            self._work.ask(lambda: drawn(renderer, spec))
        else:
            self._go_to_wanted()

    def _show_picture(self, picture: Picture) -> None:
        """Put the next picture on its card."""
        if self._shown == len(self.cards):
            self.cards.append(ChartCard(self.services, self._copy, self.save, self._toggle))
            self._columns = 0
        used, card = self.session.report.head.figures, self.cards[self._shown]
        card.show_picture(picture, used=picture.spec.id in used, editable=self.session.editable)
        card.show()
        self._arrange()
        self._shown += 1
        left, inside = len(self._specs) - self._shown, sum(spec.id in used for spec in self._specs)
        self.form.words.setText(
            f"共 {len(self._specs)} 张，{inside} 张在报告中。"
            + (f"还有 {left} 张正在画…" if left else "图中数字与正文、附表一致，改了数字自动重画。")
        )

    def show_place(self, place: Place) -> None:
        self._wanted = place.code
        if not self._work.busy:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        """Bring the first chart of the wanted indicator into view, once the charts are drawn."""
        wanted, self._wanted = self._wanted, None
        for card in self.cards:
            if wanted and card.picture is not None and wanted in card.picture.spec.codes:
                self.form.area.ensureWidgetVisible(card)
                return

    def _copy(self, picture: Picture) -> None:
        copy_picture(self.session, picture)

    def _toggle(self, picture: Picture) -> None:
        toggle_figure(self.session, picture.spec)

    def save(self, picture: Picture) -> None:
        """Ask for a file and write the chart there, with its title."""
        from fazhi_desktop.export.names import safe

        folder = str(self.session.store.path.parent)
        dialog = QFileDialog(self, "另存图表", folder, "图片 (*.png);;矢量图 (*.svg)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "保存图表")
        dialog.selectFile(f"{safe(picture.spec.title)}.png")
        dialog.fileSelected.connect(lambda path: self.write(picture, Path(path)))
        dialog.open()

    def write(self, picture: Picture, path: Path) -> None:
        """Write a chart with its title."""
        from fazhi_desktop.export.files import replace_file

        form = "svg" if path.suffix.lower() == ".svg" else "png"
        try:
            replace_file(path, self.services.renderer.chart(picture.spec, form, titled=True))
        except FazhiError as error:
            self.services.messages.failed(error)
        else:
            self.session.said.emit(f"图表已存为 {path}。")

    def _save_all(self) -> None:
        dialog = QFileDialog(self, "全部图表存到哪个文件夹", str(self.session.store.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "存到这里")
        dialog.fileSelected.connect(self._write_all)
        dialog.open()

    def _write_all(self, folder: str) -> None:
        from fazhi_desktop.export.charts import export_charts

        report, exporter = self.session.report, self.services.renderer.exporter
        self.services.tasks.run(
            "正在保存图表",
            lambda _: export_charts(report, Path(folder), exporter),
            lambda files: self.session.said.emit(f"{len(files)} 个图表文件已存到 {folder}。"),
        )

    def _show_fault(self, error: object) -> None:
        if isinstance(error, FazhiError):
            self.form.words.setText(error.message)
        elif isinstance(error, BaseException):
            self.services.messages.failed(error)

    def _arrange(self) -> None:
        """As many columns as there is room for; each is as long as its own pictures."""
        room = self.form.area.viewport()
        for card in self.cards:
            card.keep_within(room.height())
        columns = max(1, room.width() // (CARD_WIDTH + 16))
        if columns == self._columns:
            return
        self._columns = columns
        whole = self.form.columns
        while whole.count() < columns:
            made = QVBoxLayout()
            made.setSpacing(whole.spacing())
            made.addStretch(1)
            whole.addLayout(made)
        for place, card in enumerate(self.cards):
            whole.itemAt(place % columns).layout().insertWidget(place // columns, card)
        for column in range(whole.count()):
            whole.setStretch(column, 1 if column < columns else 0)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.cards:
            self._arrange()
