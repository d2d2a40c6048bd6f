"""The menu entries that other modules answer, and where they stand."""

from fazhi_desktop.gui.page import Command

_GUI = "fazhi_desktop.gui."

COMMANDS: tuple[Command, ...] = (
    Command("new", "新建工作库…", "menu_file", _GUI + "start", "new_workspace", "Ctrl+N"),
    Command("year", "新建年度…", "menu_file", _GUI + "years", "open_new_year"),
    Command("open", "打开…", "menu_file", _GUI + "start", "open_workspace", "Ctrl+O"),
    Command("restore", "从备份恢复…", "menu_file", _GUI + "backups", "restore"),
    Command("pack", "传出到U盘…", "menu_file", _GUI + "carrying", "open_pack"),
    Command("unpack", "装入传出包…", "menu_file", _GUI + "carrying", "open_unpack"),
    Command("merge", "合并另一份…", "menu_file", _GUI + "merging", "open_merge", writes=True),
    Command("password", "密码…", "menu_file", _GUI + "password", "open_password"),
    Command("settings", "设置…", "menu_file", _GUI + "settings", "open_settings"),
    Command(
        "import",
        "导入科室表格…",
        "menu_data",
        _GUI + "importing",
        "open_import",
        "Ctrl+I",
        "file-import",
        toolbar=True,
        writes=True,
    ),
    Command("templates", "生成收数表…", "menu_data", _GUI + "collecting", "open_templates"),
    Command("reminders", "催报清单…", "menu_data", _GUI + "collecting", "save_reminders"),
    Command("read", "读入往年报告…", "menu_data", _GUI + "reading", "open_reading", writes=True),
    Command("trend", "历年数据…", "menu_data", _GUI + "trend", "open_trend", "Shift+F4"),
    Command("departments", "科室…", "menu_data", _GUI + "departments", "open_departments"),
    Command("not_reported", "本单位不报的指标…", "menu_data", _GUI + "not_reported", "open_not_reported"),
    Command("notice", "本年通知…", "menu_data", _GUI + "notice", "open_notice"),
    Command("registers", "台账…", "menu_data", _GUI + "registers", "open_registers"),
    Command("recipes", "对应关系…", "menu_data", _GUI + "recipes", "open_recipes"),
    Command("check", "全审", "menu_check", _GUI + "checks", "check_all", "F9", "checks", toolbar=True),
    Command("next_finding", "下一个问题", "menu_check", _GUI + "checks", "next_finding", "F8"),
    Command("previous_finding", "上一个问题", "menu_check", _GUI + "checks", "previous_finding", "Shift+F8"),
    Command("check_rules", "审核规则…", "menu_check", _GUI + "check_rules", "open_rules"),
    Command("explained", "审核说明…", "menu_check", _GUI + "explained", "open_explained"),
    Command("publication", "保密审查…", "menu_check", _GUI + "publication", "open_publication"),
    Command("cleanup", "一键清理…", "menu_edit", _GUI + "cleanup", "open_cleanup"),
    Command("snapshots", "留存与比较…", "menu_edit", _GUI + "chapter_snapshots", "open_snapshots"),
    Command("locate", "在预览中查看", "menu_edit", _GUI + "preview", "show_in_preview", "F7"),
    Command("elements", "版头版记要素…", "menu_report", _GUI + "elements", "open_elements"),
    Command("editions", "报送版与公开版对照…", "menu_report", _GUI + "editions", "open_editions"),
    Command("versions", "留存与花脸稿…", "menu_report", _GUI + "versions", "open_versions"),
    Command("help", "使用手册", "menu_help", _GUI + "help_window", "open_help", "F1"),
    Command("practice", "演练", "menu_help", _GUI + "practice", "open_practice"),
    Command("doctor", "环境检查…", "menu_help", _GUI + "doctor_dialog", "open_doctor"),
    Command(
        "export",
        "导出…",
        "menu_file",
        _GUI + "exporting",
        "open_export",
        "Ctrl+E",
        "file-export",
        toolbar=True,
    ),
    Command(
        "print", "打印…", "menu_file", _GUI + "printing", "open_print", "Ctrl+P", "printer", toolbar=True
    ),
    Command("final", "定稿…", "menu_report", _GUI + "years", "finalise"),
)


def command(wanted: str) -> Command | None:
    """A command by its id, None where it is not there."""
    return next((entry for entry in COMMANDS if entry.id == wanted), None)
