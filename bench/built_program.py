"""The built program: made from build.spec, it does all without Python and carries only what it needs."""

import tempfile
from pathlib import Path

from bench import Result
from bench._built import built
from bench._places import run_command

UNWANTED = (
    "/pandas/", "/tkinter/", "/scipy/", "/IPython/", "/pytest/", "/docxtpl/", "libQt6Qml", "libQt6Quick",
    "libQt6Network", "libqvnc",
)
WANTED = (
    "/typst/", "/pypdfium2_raw/", "/python_calamine/", "/resources/fonts/", "/resources/translations/",
    "/resources/practice/", "/ui/", "/docx/templates/", "/docs/manual/", "/docs/licences/",
)


def run(ci: bool) -> list[Result]:
    """Build, look what came out, and let it test itself."""
    made = built()
    if made.fault:
        return [Result("built program: built", "failed", "built", ok=False, detail=made.fault)]
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    size = sum(path.lstat().st_size for path in files) / 1e6
    names = "\n".join("/" + path.relative_to(made.folder).as_posix() for path in files)
    stray = [name for name in UNWANTED if name in names]
    lacking = [name for name in WANTED if name not in names]
    with tempfile.TemporaryDirectory() as scratch:
        elsewhere = Path(scratch, "别处")
        elsewhere.mkdir()
        tested = run_command([made.program, "--selftest"], elsewhere)
        doctor = run_command([made.program, "doctor", "--json"], elsewhere)
    return [
        Result("built program: built", f"{size:.0f} MB in {made.seconds:.0f} s", "built", ok=True),
        Result("built program: holds what it needs and no more",
               ", ".join([*stray, *(f"no {name}" for name in lacking)]) or "as wanted", "as wanted",
               ok=not stray and not lacking),
        Result("built program: imports, checks, exports, reads back and shows a page",
               f"{tested.out.count('✔')} steps, exit {tested.code}", "every step of --selftest",
               ok=tested.code == 0, detail="" if tested.code == 0 else tested.tail),
        Result("built program: fazhi doctor", f"exit {doctor.code}", "exit 0", ok=doctor.code == 0,
               detail="" if doctor.code == 0 else doctor.tail),
    ]
