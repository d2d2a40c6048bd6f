; Inno Setup 6 recipe: iscc /DVersion=0.1.0 /DProgram=..\..\dist\fazhi fazhi.iss
; Installs for the user who runs it, without administrator rights. Workspaces and settings are never touched.
#ifndef Version
  #error Version is missing: iscc /DVersion=... /DProgram=... fazhi.iss
#endif
#ifndef Program
  #define Program "..\..\dist\fazhi"
#endif

[Setup]
AppId={{6E0B1D3B-6C51-4E55-9B5A-3F1C2B7D8A46}
AppName=法治政府建设年度报告
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\fazhi_desktop
DefaultGroupName=法治政府建设年度报告
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
OutputBaseFilename=fazhi_desktop-{#Version}-windows-x86_64-setup
SetupIconFile=..\..\resources\icons\fazhi.ico
UninstallDisplayIcon={app}\fazhi.exe
MinVersion=10.0
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
; The file of Chinese messages comes from Inno Setup's site; put it beside this recipe.
Name: "chinese"; MessagesFile: "ChineseSimplified.isl"

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\法治政府建设年度报告"; Filename: "{app}\fazhi.exe"
Name: "{userdesktop}\法治政府建设年度报告"; Filename: "{app}\fazhi.exe"; Tasks: desktop

[Tasks]
Name: "desktop"; Description: "在桌面上放一个图标"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.fazhi"; ValueType: string; ValueData: "fazhi_desktop.workspace"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.fzb"; ValueType: string; ValueData: "fazhi_desktop.workspace"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\fazhi_desktop.workspace"; ValueType: string; ValueData: "法治政府建设年度报告工作库"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\fazhi_desktop.workspace\DefaultIcon"; ValueType: string; ValueData: """{app}\fazhi.exe"",0"
Root: HKCU; Subkey: "Software\Classes\fazhi_desktop.workspace\shell\open\command"; ValueType: string; ValueData: """{app}\fazhi.exe"" ""%1"""
