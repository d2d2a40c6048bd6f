"""The commands that keep a workspace safe: copies, checks, salvage, packages, the password."""

import argparse
import os
import sys
from datetime import datetime

from fazhi_desktop.commands import Answer, Plain, opened, secret_for
from fazhi_desktop.core.errors import WrongUsage
from fazhi_desktop.core.records import Key
from fazhi_desktop.foreign import make_gate, salvage_read
from fazhi_desktop.store import backup as backups
from fazhi_desktop.store import joining, package
from fazhi_desktop.store.lock import user_name
from fazhi_desktop.store.opening import NO_BACKUP
from fazhi_desktop.store.sealing import key_for, set_password
from fazhi_desktop.store.secret import WARNING

NEW_PASSWORD = "FAZHI_NEW_PASSWORD"


def backup(args: argparse.Namespace) -> Answer:
    """A checked copy of the workspace."""
    with opened(args.workspace, readonly=True) as (store, _):
        path = store.backup("手动", args.to)
        return Plain(f"已备份到 {path}，并已打开核对。", (path,)).answer()


def restore(args: argparse.Namespace) -> Answer:
    """A backup back as a new file."""
    key = key_for(args.file, secret_for(args.file)) if args.file.is_file() else ""
    path = backups.restore(args.file, args.to, key=key, faults_of=make_gate().faults_of)
    return Plain(f"已恢复到 {path}。", (path,)).answer()


def verify(args: argparse.Namespace) -> Answer:
    """Whether a workspace is whole."""
    path = args.workspace
    if not path.is_file():
        found = "它不是普通文件，不是工作库" if path.exists() else "没有这个文件"
        return Plain(f"找不到工作库：{path}（{found}）。请检查文件名。", code=2).answer()
    key = key_for(path, secret_for(path)) if path.is_file() else ""
    gate = make_gate()
    found = gate.examine(path, key=key)
    if found:
        newest = backups.newest_good(path, key=key, faults_of=gate.faults_of)
        advice = f"最近的完好备份：{newest}。" if newest else NO_BACKUP
        faults = "；".join(fault.removesuffix("请从备份恢复。").rstrip("。") for fault in found)
        return Plain(f"{path.name} 已损坏：{faults}。{advice}", code=1).answer()
    return Plain(f"{path.name} 完好。").answer()


def salvage(args: argparse.Namespace) -> Answer:
    """What can still be read of a damaged workspace, as a new file; exit code 1 where something is lost."""
    from fazhi_desktop.store.salvage import salvage as save

    now = datetime.now().isoformat(timespec="seconds")
    key = key_for(args.file, secret_for(args.file)) if args.file.is_file() else ""
    saved = save(args.file, args.to, now=now, who=user_name(), key=key, read=salvage_read())
    return Plain(saved.sentence(), (saved.target,), code=1 if saved.lines_lost else 0).answer()


def pack(args: argparse.Namespace) -> Answer:
    """A sealed package to carry away (传出)."""
    with opened(args.workspace, readonly=True) as (store, _):
        made = store.pack(args.to)
        return Plain(f"已传出到 {args.to}，已读回核对，校验码 {made.check_code}。", (args.to,)).answer()


def unpack(args: argparse.Namespace) -> Answer:
    """A package into a new workspace, verified before (装入)."""
    made = package.unpack(args.file, args.to, faults_of=make_gate().faults_of)
    return Plain(
        f"已装入到 {args.to}：{made.unit or made.name}，{made.time[:16].replace('T', ' ')} 传出，"
        f"校验码 {made.check_code} 相符。",
        (args.to,),
    ).answer()


def merge(args: argparse.Namespace) -> Answer:
    """The work of another computer on the same workspace, joined with ours; code 1 for contradictions."""
    with opened(args.workspace, readonly=False) as (store, resources):
        secret = secret_for(args.other)
        with joining.other_side(args.other, resources.catalogue, make_gate(), secret=secret) as theirs:
            other = joining.brought(store.log.digests(), theirs)
        found = joining.plan(store, other)
        chosen = frozenset(entry.key for entry in found.conflicts) if args.replace else frozenset()
        step = joining.edit_of(store, other, found, chosen)
        if step.cells:
            store.backup("合并前", step=step)
            store.apply(step)
    left = () if args.replace else found.conflicts
    notes = tuple(f"两边不一致，保留了本机的：{entry.key.year} 年 {_place(entry.key)}" for entry in left)
    message = f"已从 {other.name} 合并 {len(step.cells)} 处" + (f"，{len(left)} 处不一致。" if left else "。")
    return Plain(message, (args.workspace,), notes, code=1 if left else 0).answer()


def _place(key: Key) -> str:
    names = {"node": "标题", "value": "指标", "note": "附注", "report": "标题和引言", "row": "台账"}
    return f"{names.get(key.kind, key.kind)} {key.name}".rstrip()


def password(args: argparse.Namespace) -> Answer:
    """A password on the workspace, another one, or none; the recovery key is printed once."""
    wanted = "" if args.remove else _new_password()
    with opened(args.workspace, readonly=False) as (store, _):
        key = set_password(store, wanted)
    if not key:
        return Plain(f"{args.workspace.name} 已取消密码。", (args.workspace,)).answer()
    message = f"{args.workspace.name} 已设密码。{WARNING}\n恢复密钥：{key}"
    return Plain(message, (args.workspace,)).answer()


def _new_password() -> str:
    given = os.environ.get(NEW_PASSWORD)
    if given:
        return given
    if not sys.stdin.isatty():
        raise WrongUsage(f"没有新密码。请在终端里运行，或先设置环境变量 {NEW_PASSWORD}。")
    import getpass

    first, again = getpass.getpass("新密码："), getpass.getpass("再输入一次：")
    if first != again:
        raise WrongUsage("两次输入的密码不一样，没有改动。请重试。")
    return first
