"""Two people change one policy: the server's copy changes behind the window's back, the three-way
page says what both changed, and what is applied in the end has the changes of both."""

import os
import sys

from organization import apply_shown_policy, run, wait_for_label
from screen import Failed, Screen, keep_picture, text_of, wait

NAME = "mongo-policy"


def change_behind_the_window(pwctl):
    """A colleague: another severity, another port for everybody who comes in."""
    path = os.path.join(os.environ["HOME"], "colleague.yaml")
    text = run(pwctl, "get", "policies", "-o", "yaml", NAME)
    changed = text.replace("severity: high", "severity: critical").replace("27017", "27018", 1)
    if changed.count("27018") != 1 or "critical" not in changed:
        raise Failed("the policy is not what the story changes")
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)
    run(pwctl, "apply", "-f", path)


def type_behind(screen, word, typed, remove=0):
    editor = screen.find("text", "Policy text")
    editor.queryText().setCaretOffset(text_of(editor).index(word) + len(word))
    editor.queryComponent().grabFocus()
    for _ in range(remove):
        screen.keys("BackSpace")
    screen.type(typed)
    wait("the change", lambda: word[:len(word) - remove] + typed in text_of(editor))


def main(program, pwctl):
    with Screen(program, ["--theme", "light"]) as screen:
        screen.click(screen.find("table cell", "mongo:latest"))
        screen.press("push button", "Create policy…")
        screen.find("text", "Name").queryEditableText().setTextContents(NAME)
        screen.press("push button", "Create policy")
        screen.find("text", "Policy text")
        apply_shown_policy(screen, "applied as version 1")
        wait("the uid in the text", lambda: "uid: pol:" in text_of(screen.find("text", "Policy text")))

        change_behind_the_window(pwctl)
        type_behind(screen, "severity: high", "medium", remove=4)
        type_behind(screen, "mode: audit", "   # agreed with Ann")
        type_behind(screen, "euser:\n    - mongo", "2")

        # The review says it, and nothing can be applied over it.
        screen.keys("ctrl+shift+a")
        wait_for_label(screen, "changed since")
        keep_picture("conflict")
        screen.press("push button", "Merge both…")
        conflicts = screen.find("tree", "What both changed")
        wait("one conflict", lambda: conflicts.queryTable().nRows == 1)
        row = [conflicts.queryTable().getAccessibleAt(0, column).name
               for column in range(conflicts.queryTable().nColumns)]
        if not ("severity" in row[0] and "medium" in row[2] and "critical" in row[3]):
            raise Failed(f"the conflict reads {row}")
        keep_picture("three-way")

        # Theirs, and into the text as one step.
        screen.click(conflicts.queryTable().getAccessibleAt(0, 0))
        screen.keys("space")
        screen.press("push button", "Merge into the text")

        # The review of both, which can be applied.
        screen.press("push button", "Apply")
        wait_for_label(screen, "applied as version 3")
        screen.press("push button", "Close")
        applied = run(pwctl, "get", "policies", "-o", "yaml", NAME)
        text = text_of(screen.find("text", "Policy text"))
        for said in ("severity: critical", "27018", "- mongo2"):
            if said not in applied or said not in text:
                raise Failed(f"{said} is not in what was applied, or not in the text")
        if "mode: audit   # agreed with Ann" not in text:
            raise Failed("the comment is gone")


if __name__ == "__main__":
    main(*sys.argv[1:3])
    print("PASS: two people and one policy")
