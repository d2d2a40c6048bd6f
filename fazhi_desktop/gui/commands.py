"""The menu entries that other modules answer, and where every entry stands."""

from fazhi_desktop.gui.page import Command

_GUI = "fazhi_desktop.gui."

COMMANDS: tuple[Command, ...] = (
    Command("new", "新建工作库…", _GUI + "start", "new_workspace", "Ctrl+N"),
    Command("year", "新建年度…", _GUI + "years", "open_new_year"),
    Command("open", "打开…", _GUI + "start", "open_workspace", "Ctrl+O"),
    Command("restore", "从备份恢复…", _GUI + "backups", "restore"),
    Command("pack", "传出到U盘…", _GUI + "carrying", "open_pack"),
    Command("unpack", "装入传出包…", _GUI + "carrying", "open_unpack"),
    Command("merge", "合并另一份…", _GUI + "merging", "open_merge", writes=True),
    Command("password", "密码…", _GUI + "password", "open_password"),
    Command("settings", "设置…", _GUI + "settings", "open_settings"),
    Command(
        "import",
        "导入科室表格…",
        _GUI + "importing",
        "open_import",
        "Ctrl+I",
        "file-import",
        toolbar=True,
        writes=True,
    ),
    Command("templates", "生成收数表…", _GUI + "collecting", "open_templates"),
    Command("reminders", "催报清单…", _GUI + "collecting", "save_reminders"),
    Command("read", "读入往年报告…", _GUI + "reading", "open_reading", writes=True),
    Command("trend", "历年数据…", _GUI + "trend", "open_trend", "Shift+F4"),
    Command("departments", "科室…", _GUI + "departments", "open_departments"),
    Command("not_reported", "本单位不报的指标…", _GUI + "not_reported", "open_not_reported"),
    Command("notice", "本年通知…", _GUI + "notice", "open_notice"),
    Command("registers", "台账…", _GUI + "registers", "open_registers"),
    Command("recipes", "对应关系…", _GUI + "recipes", "open_recipes"),
    Command("check", "全审", _GUI + "finding_steps", "check_all", "F9", "checks", toolbar=True),
    Command("next_finding", "下一个问题", _GUI + "finding_steps", "next_finding", "F8"),
    Command("previous_finding", "上一个问题", _GUI + "finding_steps", "previous_finding", "Shift+F8"),
    Command("check_rules", "审核规则…", _GUI + "check_rules", "open_rules"),
    Command("explained", "审核说明…", _GUI + "explained", "open_explained"),
    Command("publication", "保密审查…", _GUI + "publication", "open_publication"),
    Command("cleanup", "一键清理…", _GUI + "cleanup", "open_cleanup"),
    Command("snapshots", "本章留存与比较…", _GUI + "chapter_snapshots", "open_snapshots"),
    Command("locate", "在预览中查看", _GUI + "preview", "show_in_preview", "F7"),
    Command("elements", "版头版记要素…", _GUI + "elements", "open_elements"),
    Command("editions", "报送版与公开版对照…", _GUI + "editions", "open_editions"),
    Command("versions", "全稿留存与花脸稿…", _GUI + "versions", "open_versions"),
    Command("help", "使用手册", _GUI + "help_window", "open_help", "F1"),
    Command("practice", "演练", _GUI + "practice", "open_practice"),
    Command("doctor", "环境检查…", _GUI + "doctor_dialog", "open_doctor"),
    Command("export", "导出…", _GUI + "exporting", "open_export", "Ctrl+E", "file-export", toolbar=True),
    Command("print", "打印…", _GUI + "printing", "open_print", "Ctrl+P", "printer", toolbar=True),
    Command("prints", "与上次打印比较…", _GUI + "prints", "open_prints"),
    Command("final", "定稿…", _GUI + "years", "finalise"),
)

MENUS: dict[str, str] = {
    "menu_file": "new open year | action_save action_copy restore | pack unpack merge | export print prints"
    " | password settings | action_close action_quit",
    "menu_edit": "action_undo action_redo | action_cut action_duplicate action_paste action_select_all"
    " | action_find action_replace | action_insert action_detail action_history locate | cleanup snapshots",
    "menu_data": "import templates reminders | read trend | departments notice not_reported"
    " | registers recipes",
    "menu_check": "check next_finding previous_finding | explained publication | check_rules",
    "menu_report": "action_add_chapter action_rename_chapter action_chapter_left action_chapter_right"
    " action_delete_chapter | elements editions versions | final | action_previous_tab action_next_tab",
    "menu_help": "help practice | action_keys doctor | action_about",
}
"""The entries of each menu of `ui/main_window.ui`, in groups: commands by their ids, the window's own actions
by their names in the form."""


def command(wanted: str) -> Command | None:
    """A command by its id, None where it is not there."""
    return next((entry for entry in COMMANDS if entry.id == wanted), None)
