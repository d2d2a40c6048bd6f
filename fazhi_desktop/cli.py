"""The command line: words in, one Answer out. The commands themselves are in `commands` and its neighbours.

They are imported where they are listed, so that the window starts without them.
"""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from fazhi_desktop import __version__, assembly
from fazhi_desktop.core.errors import (
    DataFault,
    EnvironmentFault,
    FazhiError,
    NotUsable,
    WrongUsage,
    remedy,
    sentence_of,
)
from fazhi_desktop.display import open_window

if TYPE_CHECKING:
    from fazhi_desktop.commands import Answer

FORMATS = ("docx", "pdf", "html", "xlsx", "txt")
EXTRA_HELP = {"help": "显示帮助", "json": "标准输出只有一个 JSON 对象"}


class _Usage(Exception):
    """The words cannot be taken; carries the sentence."""


class _Formatter(argparse.HelpFormatter):
    """Help with Chinese headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and raises instead of leaving the program."""

    def __init__(
        self, prog: str | None = None, description: str | None = None, *, add_help: bool = False
    ) -> None:
        super().__init__(prog, description=description, formatter_class=_Formatter, add_help=add_help)
        self._positionals.title, self._optionals.title = "参数", "选项"

    def error(self, message: str) -> NoReturn:
        raise _Usage(f"用法不对：{_chinese(message)}。用 {self.prog} --help 查看写法。")


def _chinese(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required", "缺少"),
        ("unrecognized arguments", "不认识"),
        ("invalid choice", "没有这个选择"),
        ("expected one argument", "后面要写内容"),
        ("expected at least one argument", "后面至少写一个"),
        ("invalid int value", "应是整数"),
        ("choose from", "可选"),
        ("argument ", "参数 "),
        ("command", "命令"),
    ):
        message = message.replace(english, chinese)
    return message


def _path(word: str) -> Path:
    """A path as written; '' is what a script is left with that forgot it, and would be the current folder."""
    if not word:
        raise argparse.ArgumentTypeError("文件名是空的")
    return Path(word)


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, metavar="年份", help="默认为工作库中最近的年度")


def parser() -> argparse.ArgumentParser:
    """All commands with their words."""
    parser = _Parser(prog="fazhi", description="法治政府建设年度报告：不带命令时打开窗口。")
    parser.add_argument("-h", "--help", action="help", help=EXTRA_HELP["help"])
    parser.add_argument("--version", action="version", version=__version__, help="显示版本")
    parser.add_argument("--selftest", action="store_true", help="把程序的各部分都用一遍，看是否齐全")
    words = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)

    def command(
        name: str, text: str, action: Callable[[argparse.Namespace], "Answer"]
    ) -> argparse.ArgumentParser:
        made = words.add_parser(name, help=text, description=text)
        made.add_argument("-h", "--help", action="help", help=EXTRA_HELP["help"])
        made.add_argument("--json", action="store_true", help=EXTRA_HELP["json"])
        made.set_defaults(action=action)
        return made

    _making(command)
    _filling(command)
    _reporting(command)
    _more_reporting(command)
    _keeping(command)
    return parser


_Command = Callable[[str, str, Callable[[argparse.Namespace], "Answer"]], argparse.ArgumentParser]


def _making(command: _Command) -> None:
    from fazhi_desktop import commands

    demo = command("demo", "生成示例工作库、科室报送表和成品报告", commands.demo)
    demo.add_argument("dir", type=_path, metavar="文件夹")
    demo.add_argument("--practice", action="store_true", help="不要示例，生成有差错待查的演练年")
    demo.add_argument("--open", action="store_true", help="生成后打开窗口")
    new = command("new", "新建工作库", commands.new)
    new.add_argument("workspace", type=_path, metavar="工作库")
    new.add_argument("--unit", required=True, metavar="单位全称")
    new.add_argument("--year", required=True, type=int, metavar="年份")
    new.add_argument("--outline", default="town", metavar="提纲", help="提纲名，默认 town（乡镇）")
    year = command("year", "由上一年度新建年度", commands.year)
    year.add_argument("workspace", type=_path, metavar="工作库")
    year.add_argument("--year", required=True, type=int, metavar="年份")
    year.add_argument("--from", dest="start", type=int, metavar="起始年度", help="默认为最近的较早年度")


def _filling(command: _Command) -> None:
    from fazhi_desktop import commands, learning

    imported = command("import", "导入科室报送的表格", commands.import_workbooks)
    imported.add_argument("workspace", type=_path, metavar="工作库")
    imported.add_argument("files", nargs="+", type=_path, metavar="文件")
    _year(imported)
    imported.add_argument("--dry-run", action="store_true", help="只看结果，不保存")
    imported.add_argument("--replace", action="store_true", help="与已有数值不同时以表格为准")
    recipes = command("recipes", "列出、导出或装入科室表格的对应关系", learning.recipes)
    recipes.add_argument("workspace", type=_path, metavar="工作库")
    recipes.add_argument("--export", type=_path, metavar="文件", help="存成文件，带到别的工作库")
    recipes.add_argument("--add", type=_path, metavar="文件", help="装入这样的文件，已有的不变")
    values = command("set", "填写指标值", commands.set_values)
    values.add_argument("workspace", type=_path, metavar="工作库")
    values.add_argument("values", nargs="+", metavar="编码=值")
    _year(values)
    values.add_argument("--source", default="", metavar="说明", help="数值的来源说明")


def _reporting(command: _Command) -> None:
    from fazhi_desktop import commands, exporting

    show = command("show", "列出整份报告和全部指标", commands.show)
    show.add_argument("workspace", type=_path, metavar="工作库")
    _year(show)
    listings = {"check": ("审核报告", commands.check), "returns": ("谁报了、谁没报", commands.returns)}
    for name, (text, action) in listings.items():
        listing = command(name, text, action)
        listing.add_argument("workspace", type=_path, metavar="工作库")
        _year(listing)
    export = command("export", "导出报告", exporting.export)
    export.add_argument("workspace", type=_path, metavar="工作库")
    export.add_argument("--to", required=True, type=_path, metavar="文件夹")
    _year(export)
    export.add_argument("--format", nargs="+", default=["docx", "pdf"], choices=FORMATS, help="导出格式")
    export.add_argument(
        "--edition", default="public", choices=("submit", "public"), help="submit 报送版，public 公开版"
    )
    export.add_argument("--archive", action="store_true", help="PDF 用存档格式 PDF/A")
    export.add_argument(
        "--copies", nargs="+", default=[], choices=exporting.COPIES,
        help="另附 checking 核稿稿（PDF）、marked 花脸稿（DOCX，与最近留存的稿子比较）",
    )  # fmt: skip
    editions = command("editions", "报送版与公开版有哪些不同", exporting.editions)
    keep = command("keep", "留存当前的稿子，供以后比较和做花脸稿", exporting.keep)
    for kept in (editions, keep):
        kept.add_argument("workspace", type=_path, metavar="工作库")
        _year(kept)
    keep.add_argument("--label", default="", metavar="名称", help="如 送审稿")


def _more_reporting(command: _Command) -> None:
    from fazhi_desktop import commands

    chart = command("chart", "把全部图表存成 PNG 和 SVG", commands.chart)
    chart.add_argument("workspace", type=_path, metavar="工作库")
    chart.add_argument("--to", required=True, type=_path, metavar="文件夹")
    _year(chart)
    template = command("template", "生成发给科室的收数表", commands.template)
    template.add_argument("workspace", type=_path, metavar="工作库")
    template.add_argument("--to", required=True, type=_path, metavar="文件夹")
    template.add_argument("--department", metavar="科室", help="只做这一个科室的")
    read = command("read", "读入一份成品报告", commands.read)
    read.add_argument("report", type=_path, metavar="报告")
    read.add_argument("--into", type=_path, metavar="工作库", help="存入这个工作库")
    read.add_argument("--year", type=int, metavar="年份", help="存为哪一年，默认为报告写明的年度")
    read.add_argument("--replace", action="store_true", help="替换该年度已有的内容")


def _keeping(command: _Command) -> None:
    from fazhi_desktop import commands, keeping

    backup = command("backup", "备份工作库", keeping.backup)
    backup.add_argument("workspace", type=_path, metavar="工作库")
    backup.add_argument("--to", type=_path, metavar="文件")
    verify = command("verify", "检查工作库是否完好", keeping.verify)
    verify.add_argument("workspace", type=_path, metavar="工作库")
    for name, text, source, action in (
        ("restore", "从备份恢复到新文件", "备份文件", keeping.restore),
        ("salvage", "从损坏的工作库抢救内容到新文件", "工作库", keeping.salvage),
        ("unpack", "装入传出包，先核对校验码", "传出包", keeping.unpack),
    ):
        into = command(name, text, action)
        into.add_argument("file", type=_path, metavar=source)
        into.add_argument("--to", required=True, type=_path, metavar="工作库")
    pack = command("pack", "传出：把工作库打成带校验码的包", keeping.pack)
    pack.add_argument("workspace", type=_path, metavar="工作库")
    pack.add_argument("--to", required=True, type=_path, metavar="文件")
    merge = command("merge", "合并同一个工作库在另一台电脑上的改动", keeping.merge)
    merge.add_argument("workspace", type=_path, metavar="工作库")
    merge.add_argument("other", type=_path, metavar="另一份")
    merge.add_argument("--replace", action="store_true", help="两边不一致时用另一份的")
    password = command("password", "给工作库设密码、换密码或取消密码", keeping.password)
    password.add_argument("workspace", type=_path, metavar="工作库")
    password.add_argument("--remove", action="store_true", help="取消密码")
    command("doctor", "检查字体、显示、输入法、打印机、磁盘和版本", commands.doctor)


def main(argv: Sequence[str]) -> int:
    """Run one command; exit code 0 done, 1 done in part, 2 wrong usage or no usable workspace."""
    words = list(argv)
    as_json = "--json" in words
    try:
        if _is_for_window(words):
            return _window(words)
        args = parser().parse_args(words)
        if args.selftest:
            return _selftest()
        answer: Answer = args.action(args)
    except SystemExit as ended:
        return int(ended.code or 0)
    except _Usage as usage:
        return _refuse(str(usage), 2, as_json=as_json)
    except (NotUsable, WrongUsage, DataFault, EnvironmentFault) as refusal:
        return _refuse(refusal.message, 2, as_json=as_json)
    except FazhiError as refusal:
        return _refuse(refusal.message, 1, as_json=as_json)
    except KeyboardInterrupt:
        return _refuse("已取消，没有改动。", 1, as_json=as_json)
    except Exception as error:  # a bug: a report without business data instead of a traceback
        from fazhi_desktop import crash

        return _refuse(sentence_of(error) or crash.sentence(error), 2, as_json=as_json)
    try:
        _print(answer, as_json=as_json)
    except BrokenPipeError:  # nobody reads on: what was done is done
        _silence(sys.stdout, sys.stderr)
    except OSError as error:  # a full disk: what was done is done, but its result was not told
        _silence(sys.stdout)
        with contextlib.suppress(OSError):
            print(f"命令已执行，但结果没有写完整：{remedy(error)}。", file=sys.stderr)
        return answer.code or 1
    return answer.code


def _silence(*streams: TextIO) -> None:
    """Let nothing more be written, so that the end of the program does not stumble over it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _is_for_window(words: list[str]) -> bool:
    """No words, `open`, or a file: the window. Everything else is a command."""
    if not words or words[0] == "open" or words[0].endswith(assembly.SUFFIX):
        return True
    return bool(Path(words[0]).suffix) and Path(words[0]).is_file()


def _window(words: list[str]) -> int:
    files = words[1:] if words[:1] == ["open"] else words
    if len(files) > 1 or any(word.startswith("-") for word in files):
        raise _Usage("用法不对：打开窗口时最多写一个工作库文件，如 fazhi open 工作库.fazhi。")
    return open_window(Path(files[0]) if files else None)


def _selftest() -> int:
    from fazhi_desktop.selftest import run_selftest

    faults = 0
    for step in run_selftest():
        _write(step.line())
        faults += bool(step.fault)
    _write(f"有 {faults} 项没有通过。" if faults else "自检通过：程序各部分齐全。")
    return 1 if faults else 0


def _print(answer: "Answer", *, as_json: bool) -> None:
    for line in answer.messages:
        print(line, file=sys.stderr)
    if as_json:
        _write(json.dumps(answer.data, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            _write(line)


def _refuse(message: str, code: int, *, as_json: bool) -> int:
    print(message, file=sys.stderr)
    if as_json:
        data: dict[str, Any] = {"ok": False, "message": message, "files": []}
        _write(json.dumps(data, ensure_ascii=False, indent=1))
    return code


def _write(text: str) -> None:
    """UTF-8 whatever the console thinks; surrogates of odd file names survive."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        print(text)
    else:
        sys.stdout.flush()
        stream.write((text + "\n").encode("utf-8", "backslashreplace"))
        stream.flush()


def run() -> NoReturn:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
