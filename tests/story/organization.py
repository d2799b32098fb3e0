"""The guide's walk on the local organization: what runs, a policy that is reviewed and applied, a
deviation, another version, a colleague who was faster, and the end of the policy."""

import os
import subprocess
import sys

from screen import Failed, Screen, keep_picture, shown, text_of, wait, walk

DATABASE = os.path.join(os.environ["XDG_DATA_HOME"], "policywright", "local.db")


def cells(screen, tree):
    """The rows of the table that is on screen, as lists of texts."""
    table = screen.find("tree", tree).queryTable()
    return [[table.getAccessibleAt(row, column).name for column in range(table.nColumns)]
            for row in range(table.nRows)]


def wait_for_row(screen, tree, *texts):
    """A row with all of the texts in it, each a part of a cell."""
    def look():
        for row in cells(screen, tree):
            if all(any(text in cell for cell in row) for text in texts):
                return row
        return None
    return wait(f"a row of {tree} with {texts}", look)


def labels(screen):
    return [node.name for node in walk(screen.app) if node.getRoleName() == "label" and shown(node)]


def wait_for_label(screen, text):
    return wait(f"the words {text!r}", lambda: any(text in name for name in labels(screen)))


def place(screen, name):
    screen.press("check box", name)


def choose_file(screen, path):
    screen.find("text", "File name:")
    screen.keys("ctrl+a")
    screen.type(path)
    screen.keys("Return")


def close_review(screen):
    """A press takes a moment; the text comes back into view."""
    screen.press("push button", "Close")
    screen.find("text", "Policy text")


def apply_shown_policy(screen, words):
    """Through the review page, which has to be there before anything is written."""
    screen.keys("ctrl+shift+a")
    screen.press("push button", "Apply")
    wait_for_label(screen, words)
    keep_picture("applied")
    close_review(screen)


def run(pwctl, *words):
    done = subprocess.run([pwctl, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"pwctl {' '.join(words)}: {done.stderr}")
    return done.stdout


def shell_in(pwctl, path):
    """A fingerprint of another instance, in which somebody had a shell."""
    text = run(pwctl, "get", "fingerprints", "-T", "container", "-o", "yaml", "--raw-data", "mongo")
    first = text.removeprefix("---\n").split("\n---\n")[0]
    changed = first.replace("    euser:\n    - mongo\n", "    euser:\n    - mongo\n    children:\n"
                            "    - name: bash\n      exe:\n      - /usr/bin/bash\n      id: bash_0\n", 1)
    if changed == first:
        raise Failed("the fingerprint has no place for a shell")
    lines = [("id: fprint:shell" if line.startswith("id:") else line) for line in changed.split("\n")]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def main(program, pwctl):
    home = os.environ["HOME"]
    shell, colleague = os.path.join(home, "shell.yaml"), os.path.join(home, "colleague.yaml")
    screen = Screen(program, ["--theme", "light"])
    try:
        # What runs, and that nothing is covered.
        wait_for_row(screen, "Fingerprints", "mongo:latest", "0 of 2 covered")
        screen.click(screen.find("table cell", "mongo:latest"))
        wait("two selected", lambda: any("2 fingerprints" in name for name in labels(screen)))

        # A policy of the two, reviewed and applied.
        screen.press("push button", "Create policy…")
        screen.find("text", "Name").queryEditableText().setTextContents("mongo-policy")
        screen.press("push button", "Create policy")
        editor = screen.find("text", "Policy text")
        apply_shown_policy(screen, "applied as version 1")
        wait("the uid in the text", lambda: "uid: pol:" in text_of(screen.find("text", "Policy text")))

        place(screen, "Policies")
        wait_for_row(screen, "Applied policies", "mongo-policy", "Auditing", "1")
        place(screen, "Fingerprints")
        wait_for_row(screen, "Fingerprints", "mongo:latest", "2 of 2 covered")
        keep_picture("covered")

        # Another instance with a shell comes in: a deviation.
        shell_in(pwctl, shell)
        screen.keys("alt+f")
        screen.keys("i")
        choose_file(screen, shell)
        wait_for_row(screen, "Fingerprints", "mongo:latest", "3 of 3 covered")
        place(screen, "Policies")
        wait_for_row(screen, "Applied policies", "mongo-policy", "1 deviation")
        keep_picture("deviation")

        # A change, applied again: another version.
        place(screen, "Documents, 1 open")
        editor = screen.find("text", "Policy text")
        at = text_of(editor).index("severity: high") + len("severity: high")
        editor.queryText().setCaretOffset(at)
        editor.queryComponent().grabFocus()
        for _ in range(4):
            screen.keys("BackSpace")
        screen.type("low")
        wait("the change", lambda: "severity: low" in text_of(editor))
        apply_shown_policy(screen, "applied as version 2")

        # A colleague changes it behind the window's back.
        name = "mongo-policy"
        text = run(pwctl, "get", "policies", "-o", "yaml", name)
        with open(colleague, "w", encoding="utf-8") as file:
            file.write(text.replace("severity: low", "severity: critical"))
        run(pwctl, "apply", "-f", colleague)
        editor = screen.find("text", "Policy text")
        at = text_of(editor).index("severity: low") + len("severity: low")
        editor.queryText().setCaretOffset(at)
        editor.queryComponent().grabFocus()
        for _ in range(3):
            screen.keys("BackSpace")
        screen.type("medium")
        wait("the change", lambda: "severity: medium" in text_of(editor))
        screen.keys("ctrl+shift+a")
        screen.find("push button", "Keep mine")
        keep_picture("conflict")
        wait_for_label(screen, "changed since")
        screen.press("push button", "Keep mine")
        wait_for_label(screen, "applied as version 4")
        close_review(screen)
        if "severity: medium" not in run(pwctl, "get", "policies", "-o", "yaml", name):
            raise Failed("what was kept is not what was applied")

        # The end of it, by its typed name.
        place(screen, "Policies")
        screen.click(screen.find("table cell", name))
        screen.press("push button", "Delete…")
        screen.find("text", "Name of the policy", exact=False)
        screen.type(name)
        keep_picture("delete")
        screen.keys("ctrl+Return")
        wait("no policies", lambda: name not in run(pwctl, "get", "policies"))
        place(screen, "Fingerprints")
        wait_for_row(screen, "Fingerprints", "mongo:latest", "0 of 3 covered")
    except Exception:
        keep_picture("failed")
        raise
    finally:
        screen.end()


if __name__ == "__main__":
    main(*sys.argv[1:3])
    print("PASS: the local organization")
