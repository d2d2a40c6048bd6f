"""The command for what was learned of the departments' tables: listed, carried out as a file, taken in."""

import argparse

from fazhi_desktop.commands import Answer, opened
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import WrongUsage
from fazhi_desktop.core.records import Recipe
from fazhi_desktop.core.toml_files import given_text
from fazhi_desktop.importing.recipes import joined_recipes, recipe_key, recipes_from_text, recipes_to_text


def recipes(args: argparse.Namespace) -> Answer:
    """List the learned mappings; `--export` writes them to a file, `--add` takes those of a file in."""
    with opened(args.workspace, readonly=args.add is None) as (store, resources):
        own = store.of_kind(Recipe)
        message = f"记住了 {len(own)} 张表的对应关系。"
        if args.export is not None:
            from fazhi_desktop.export.files import write_new

            try:
                write_new(args.export, recipes_to_text(own).encode())
            except FileExistsError as error:
                raise WrongUsage(f"{args.export} 已存在，不会覆盖它。请换一个文件名。") from error
            message = f"{len(own)} 张表的对应关系已存为 {args.export}。"
        if args.add is not None:
            new = joined_recipes(own, recipes_from_text(given_text(args.add), resources.catalogue))
            store.apply(edit("装入对应关系", ((recipe_key(recipe), recipe) for recipe in new), store.get))
            own = store.of_kind(Recipe)
            message = f"新增或补充了 {len(new)} 张表的对应关系，已有的不变。"
    listed = [
        {
            "department": recipe.department,
            "fingerprint": recipe.fingerprint,
            "time": recipe.time,
            "labels": [{"label": label, "indicator": code or None} for label, code in recipe.labels],
        }
        for recipe in own
    ]
    lines = tuple(f"{recipe.department or '（未写明科室）'}：{len(recipe.labels)} 项" for recipe in own)
    return Answer({"ok": True, "message": message, "recipes": listed}, lines, (message,))
