"""The rules of docs/architecture.md about who may import whom, held by walking the imports."""

import ast
from pathlib import Path

import pytest

import resume_pdf

PACKAGE = Path(resume_pdf.__file__).parent
SHARED = {
    "record",
    "source",
    "document",
    "reading",
    "words",
    "codes",
    "diagnostics",
    "theme",
    "edition",
    "held",
    "layout_keys",
    "measurement",
    "printed",
    "risks",
    "confined",
    "limits",
    "faces",
    "frames",
    "installing",
    "colour",
    "css",
    "properties",
    "stamp",
    "tables",
    "postponed",
    "patterns",
    "misspelt",
}
OWNERS = {
    "mistune": "reader",
    "frontmatter": "reader",
    "yaml": "reader",
    "phonenumbers": "reader",
    "babel": "reader",
    "jinja2": "html",
    "markupsafe": "html",
    "weasyprint": "typeset",
    "pypdf": "proof",
    "pydyf": "typeset",
    "cffi": "typeset",
    "fontTools": "typeset",
    "pypdfium2": "proof",
    "argparse": "cli",
    "msgspec": "record",
    "argcomplete": "cli",
    "tinycss2": "css",
    "packaging": "doctor",
    "starlette": "preview",
    "uvicorn": "preview",
    "watchfiles": "watching",
}


def stage_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports():
    """(stage, imported stage or None, imported library or None, file) for every import."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        package = ("resume_pdf", *path.relative_to(PACKAGE).parent.parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else ()
                module = ".".join([*base, *([node.module] if node.module else [])])
                is_package = module == "resume_pdf"
                targets = [f"{module}.{a.name}" for a in node.names] if is_package else [module]
            else:
                continue
            found += [(stage_of(path), target, path) for target in targets]
    return found


IMPORTS = imports()


def test_the_walk_found_the_package():
    stages = {stage for stage, _, _ in IMPORTS}
    assert {"reader", "choose", "html", "typeset", "proof", "pipeline", "cli"} <= stages


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_a_library_has_one_owner(library):
    users = {stage for stage, target, _ in IMPORTS if target.split(".")[0] == library}
    assert users == {OWNERS[library]}


def test_stages_do_not_import_one_another():
    stages = {
        "reader",
        "check",
        "outline",
        "choose",
        "html",
        "json_resume",
        "typeset",
        "proof",
        "readback",
    }
    wrong = [
        (str(path.relative_to(PACKAGE)), target)
        for stage, target, path in IMPORTS
        if stage in stages and target.startswith("resume_pdf.")
        for other in [target.split(".")[1]]
        if other != stage and other not in SHARED
    ]
    assert wrong == []


def test_shared_modules_import_only_shared_ones():
    wrong = [
        (stage, target)
        for stage, target, _ in IMPORTS
        if stage in SHARED and target.startswith("resume_pdf.")
        if target.split(".")[1] not in SHARED
    ]
    assert wrong == []


def test_only_the_command_prints_or_exits():
    wrong = [
        f"{path.relative_to(PACKAGE)}: {ast.unparse(node.func)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if stage_of(path) not in {"cli", "__main__"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        if ast.unparse(node.func) in {"print", "sys.exit", "exit", "os._exit", "input"}
    ]
    assert wrong == []


def test_only_one_module_writes_files():
    writing = {"write_bytes", "write_text", "NamedTemporaryFile", "mkstemp", "copyfile", "copytree"}
    wrong = [
        f"{path.relative_to(PACKAGE)}: {ast.unparse(node.func)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if stage_of(path) != "atomic"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        if ast.unparse(node.func).split(".")[-1] in writing
        or (
            ast.unparse(node.func).split(".")[-1] == "open"
            and any(
                isinstance(argument, ast.Constant) and set(str(argument.value)) & set("wxa+")
                for argument in node.args[-1:]
            )
        )
    ]
    assert wrong == []
