@echo off
rem Registers .fazhi and .fzb for this user, without administrator rights: run it in the program's folder after copying.
rem "register.cmd remove" takes the entries out again. Workspaces and settings are never touched.
chcp 65001 >nul
setlocal
set "HERE=%~dp0"
set "PROGRAM=%HERE%fazhi.exe"
set "CLASSES=HKCU\Software\Classes"
if /i "%~1"=="remove" goto remove
if not exist "%PROGRAM%" (
    echo 没有找到 "%PROGRAM%"。请把本文件放在 fazhi.exe 所在的文件夹里再运行。
    exit /b 1
)
reg add "%CLASSES%\.fazhi" /ve /d "fazhi_desktop.workspace" /f >nul || goto failed
reg add "%CLASSES%\.fzb" /ve /d "fazhi_desktop.workspace" /f >nul || goto failed
reg add "%CLASSES%\fazhi_desktop.workspace" /ve /d "法治政府建设年度报告工作库" /f >nul || goto failed
reg add "%CLASSES%\fazhi_desktop.workspace\DefaultIcon" /ve /d "\"%PROGRAM%\",0" /f >nul || goto failed
reg add "%CLASSES%\fazhi_desktop.workspace\shell\open\command" /ve /d "\"%PROGRAM%\" \"%%1\"" /f >nul || goto failed
echo 已登记：双击 .fazhi 工作库即可打开。
exit /b 0

:remove
reg delete "%CLASSES%\.fazhi" /f >nul 2>&1
reg delete "%CLASSES%\.fzb" /f >nul 2>&1
reg delete "%CLASSES%\fazhi_desktop.workspace" /f >nul 2>&1
echo 已取消登记。工作库和设置都还在。
exit /b 0

:failed
echo 没有登记成功：注册表写不进去，可能受单位策略限制。程序仍可直接运行 fazhi.exe 使用。
exit /b 1
