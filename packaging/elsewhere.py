"""What Windows and macOS are told of the program; used by `storybank.spec` there, and checked by the tests everywhere."""

APP_ID = "storybank"  # no domain is ours, and none is invented
_BANK_TYPE = "storybank.bank"
_COPYRIGHT = "The Storybank founders. MIT licence. Not affiliated with Amazon."


def plist(version: str) -> dict[str, object]:
    """Return the Info.plist of the macOS bundle: our documents, the dark look, the screen's full sharpness."""
    return {
        "CFBundleDisplayName": "Storybank",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "NSHumanReadableCopyright": _COPYRIGHT,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",  # Qt 6.11's
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # follow the system into the dark
        "NSSupportsAutomaticTermination": False,  # what was typed is being written
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Story bank",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_BANK_TYPE],
                "CFBundleTypeIconFile": "storybank.icns",
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _BANK_TYPE,
                "UTTypeDescription": "Story bank",
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["storybank"],
                    "public.mime-type": ["application/x-storybank"],
                },
            }
        ],
    }


def version_resource(version: str) -> str:
    """Return the text of the version resource that Windows shows in a program's properties, in the form that PyInstaller reads."""
    numbers = (*(int(part) for part in version.split(".")), 0)
    told = {
        "CompanyName": "The Storybank founders",
        "FileDescription": "Storybank",
        "FileVersion": version,
        "InternalName": "storybank",
        "LegalCopyright": _COPYRIGHT,
        "OriginalFilename": "storybank.exe",
        "ProductName": "Storybank",
        "ProductVersion": version,
    }
    structs = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, "
        f"subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{structs}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
