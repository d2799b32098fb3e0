"""The guide's walk: two mongo fingerprints become a policy, an error is seen and undone, and the
saved file is what the command line makes of the same two."""

import os
import subprocess
import sys
import tempfile

import pyatspi

from screen import Failed, Screen, has_color_in, keep_picture, text_of, wait

ERROR_COLOR = (0xB3, 0x26, 0x1E)  # of the light theme
LINE_COLUMN = 1  # of the problems
MARGINS, OVERVIEW = 90, 24  # left and right of the text, in pixels


def no_problems(screen):
    return screen.is_shown("label", "Nothing is wrong with this text.")


def problems(screen):
    return screen.find("tree", "Problems").queryTable().nRows


def save_to(screen, path):
    """The file dialog has the focus in its name field."""
    screen.find("text", "File name:")
    screen.keys("ctrl+a")
    screen.type(path)
    screen.keys("Return")


def main(program, pwctl):
    folder = tempfile.mkdtemp()
    chosen = os.path.join(folder, "chosen.yaml")
    saved = os.path.join(folder, "mongo-policy.yaml")
    screen = Screen(program, ["--theme", "light"])
    try:
        # Select the two fingerprints of mongo, and keep them for the command line.
        screen.find("tree", "Fingerprints")
        screen.click(screen.find("table cell", "mongo:latest"))
        wait("two selected", lambda: any(
            "2 fingerprints" in node_name for node_name in labels(screen)))
        screen.press("push button", "Save fingerprints as…")
        save_to(screen, chosen)
        wait("the saved fingerprints", lambda: os.path.exists(chosen))

        # Create a policy of them.
        screen.press("push button", "Create policy…")
        name = screen.find("text", "Name")
        name.queryEditableText().setTextContents("mongo-policy")
        screen.press("push button", "Create policy")
        editor = screen.find("text", "Policy text")
        wait("no problems", lambda: no_problems(screen))
        expected = subprocess.run(
            [pwctl, "create", "policy", "-f", chosen, "-n", "mongo-policy", "-m", "audit"],
            check=True, capture_output=True).stdout
        text = text_of(editor)
        if text.encode() != expected:
            raise Failed("the text of the tab is not what the command line prints")

        # Break an address by typing.
        block = text.index("/32") + len("/32")
        line = text[:block].count("\n") + 1
        editor.queryText().setCaretOffset(block)
        editor.queryComponent().grabFocus()
        screen.keys("BackSpace", "BackSpace")
        screen.type("99")
        wait("a problem", lambda: problems(screen) == 1)
        place = screen.find("tree", "Problems").queryTable().getAccessibleAt(0, LINE_COLUMN).name
        # Between the glyph in the margin and the mark at the scroll bar.
        box = editor.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        inner = (box.x + MARGINS, box.y, box.width - MARGINS - OVERVIEW, box.height)
        wait("a squiggle", lambda: has_color_in(ERROR_COLOR, inner))
        keep_picture("problem")
        if not place.startswith(f"{line}:"):
            raise Failed(f"the problem stands at {place}, not in line {line}")

        # Undo, save, and compare the bytes.
        for _ in range(4):
            screen.keys("ctrl+z")
            if text_of(editor) == text:
                break
        wait("the text of before", lambda: text_of(editor) == text)
        wait("no problems", lambda: no_problems(screen))
        screen.keys("ctrl+s")
        save_to(screen, saved)
        wait("the saved file", lambda: os.path.exists(saved))
        with open(saved, "rb") as file:
            if file.read() != expected:
                raise Failed("the saved file is not what the command line prints")
        wait("a saved tab", lambda: screen.is_shown("page tab", "mongo-policy.yaml"))
        screen.keys("ctrl+q")
        if screen.process.wait(10) != 0:
            raise Failed("the program ended with an error")
    except Exception:
        keep_picture("failed")
        raise
    finally:
        screen.end()


def labels(screen):
    from screen import shown, walk
    return [n.name for n in walk(screen.app) if n.getRoleName() == "label" and shown(n)]


if __name__ == "__main__":
    main(*sys.argv[1:3])
    print("PASS: the main job")
