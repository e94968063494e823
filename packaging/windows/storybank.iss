; Inno Setup 6: the installer for Windows, of the folder dist\storybank that PyInstaller made there.
;   iscc packaging\windows\storybank.iss        writes dist\storybank-VERSION-windows.exe
; Not run anywhere yet: packaging/README.md says what was checked without Windows.

#define AppVersion "0.1.0"

[Setup]
AppId={{6C0B9C57-6B5E-4F0B-9B43-2D8A1F0E7C91}
AppName=Storybank
AppVersion={#AppVersion}
AppVerName=Storybank {#AppVersion}
AppPublisher=The Storybank founders
VersionInfoVersion={#AppVersion}
DefaultDirName={autopf}\Storybank
DefaultGroupName=Storybank
DisableProgramGroupPage=yes
; For one user without a password; whoever may can install it for all.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6.11 runs from Windows 10, 1809, on.
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\storybank.ico
UninstallDisplayIcon={app}\storybank.exe
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
OutputDir=..\..\dist
OutputBaseFilename=storybank-{#AppVersion}-windows

[Files]
Source: "..\..\dist\storybank\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Storybank"; Filename: "{app}\storybank.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.storybank"; ValueType: string; ValueData: "Storybank.Bank"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.storybank"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-storybank"
Root: HKA; Subkey: "Software\Classes\Storybank.Bank"; ValueType: string; ValueData: "Story bank"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Storybank.Bank\DefaultIcon"; ValueType: string; ValueData: "{app}\storybank.exe,0"
Root: HKA; Subkey: "Software\Classes\Storybank.Bank\shell\open\command"; ValueType: string; ValueData: """{app}\storybank.exe"" ""%1"""

[Run]
Filename: "{app}\storybank.exe"; Description: "{cm:LaunchProgram,Storybank}"; Flags: nowait postinstall skipifsilent

; There is no [UninstallDelete]: banks, settings and backups are their owner's.
