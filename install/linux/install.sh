#!/bin/sh
# Installs the built program for this user, without root and without a network:
#   sh install.sh [FOLDER]             into FOLDER, by default ~/.local/opt/fazhi_desktop
#   sh install.sh --remove [FOLDER]
# Workspaces, settings and backups are never touched. A later version is installed over an earlier one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
config=${XDG_CONFIG_HOME:-$HOME/.config}
hicolor=$data/icons/hicolor

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# The desktop learns of new files; where a command is missing it finds them at the next login.
refresh() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime"; fi
    if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications"; fi
    if [ -n "$remove" ]; then
        [ ! -f "$config/mimeapps.list" ] || sed -i '/^application\/x-fazhi\(-package\)\{0,1\}=/d' "$config/mimeapps.list"
    elif command -v gio >/dev/null; then
        for kind in application/x-fazhi application/x-fazhi-package; do
            gio mime "$kind" fazhi_desktop.desktop >/dev/null || true
        done
    fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -f -t "$hicolor" || true; fi
}

check_system() {
    read -r machine glibc <"$here/system.txt"
    [ "$(uname -m)" = "$machine" ] || fail "这一份程序供 $machine 使用，本机是 $(uname -m)。请换用相应的安装包。"
    ours=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
    older=$(printf '%s\n%s\n' "$glibc" "$ours" | sort -V | head -n 1)
    [ "$older" = "$glibc" ] || fail "这一份程序需要 glibc $glibc 或更高，本机是 ${ours:-未知}。请换用在较旧系统上制作的安装包。"
}

check_files() {
    say "正在核对文件……"
    (cd "$here" && sha256sum --check --quiet SHA256SUMS) || fail "文件与清单不符，没有安装。请重新拷贝安装包。"
}

# Quoted as the Desktop Entry Specification wants it: once for the argument, once for the string.
quoted() { printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'; }

# The new folder stands complete beside the old one before it takes its place.
place_program() {
    case $target in "$HOME" | /) fail "不能装到 $target，请写一个单独的文件夹。" ;; esac
    if [ -e "$target" ] && [ ! -x "$target/fazhi" ]; then
        fail "$target 里是别的内容，没有改动。请换一个文件夹。"
    fi
    mkdir -p "$(dirname "$target")"
    rm -rf "$target.new" "$target.old"
    cp -R "$here/fazhi" "$target.new"
    if [ -e "$target" ]; then mv "$target" "$target.old"; fi
    mv "$target.new" "$target"
    rm -rf "$target.old"
}

announce() {
    mkdir -p "$data/applications" "$data/mime/packages" "$hicolor/256x256/apps" "$hicolor/scalable/apps" \
        "$hicolor/256x256/mimetypes" "$hicolor/scalable/mimetypes"
    icons=$target/_internal/resources/icons
    for kind in apps:fazhi_desktop mimetypes:application-x-fazhi; do
        cp "$icons/fazhi.png" "$hicolor/256x256/${kind%%:*}/${kind#*:}.png"
        cp "$icons/fazhi.svg" "$hicolor/scalable/${kind%%:*}/${kind#*:}.svg"
    done
    cp "$here/fazhi_desktop.xml" "$data/mime/packages/"
    while IFS= read -r line; do
        case $line in
            Exec=*) printf 'Exec="%s" %%f\n' "$(quoted "$target/fazhi")" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$here/fazhi_desktop.desktop" >"$data/applications/fazhi_desktop.desktop"
}

forget() {
    rm -f "$data/applications/fazhi_desktop.desktop" "$data/mime/packages/fazhi_desktop.xml" \
        "$hicolor"/*/apps/fazhi_desktop.* "$hicolor"/*/mimetypes/application-x-fazhi.*
}

remove=
if [ "${1:-}" = "--remove" ]; then
    remove=yes
    shift
fi
target=${1:-$HOME/.local/opt/fazhi_desktop}
case $target in /*) ;; *) target=$PWD/$target ;; esac

if [ -n "$remove" ]; then
    [ -x "$target/fazhi" ] || fail "$target 里没有本程序，没有改动。"
    rm -rf "$target"
    forget
    refresh
    say "已卸载。工作库、设置和备份都还在。"
else
    check_system
    check_files
    place_program
    announce
    refresh
    say "已安装到 $target。从开始菜单打开“法治政府建设年度报告”，或双击 .fazhi 工作库。"
fi
