"""A policy written as text from nothing: what completion offers is taken, an id is renamed
everywhere, the outline leads to a part of it; what is wrong is mended by its fix."""

import sys

import mongo_policy
from organization import wait_for_row
from screen import Screen, keep_picture, text_of, wait

LIST = "What can be written here"


def offered(screen):
    """The rows of the open list."""
    view = screen.find("list", LIST)
    return [view.getChildAtIndex(index).name for index in range(view.childCount)]


def take(screen, words):
    """The first row of the list, which has to begin so."""
    wait(f"{words!r} to be offered", lambda: offered(screen)[0].startswith(words))
    screen.keys("Tab")


def go_to(editor, words):
    """The cursor behind the words, the first that say so."""
    text = text_of(editor)
    editor.queryText().setCaretOffset(text.index(words) + len(words))
    editor.queryComponent().grabFocus()


def main(program, _pwctl):
    screen = Screen(program)
    try:
        # The words of the fingerprints have to be there.
        wait_for_row(screen, "Fingerprints", "mongo")
        screen.keys("ctrl+n")
        editor = screen.find("text", "Policy text")
        editor.queryComponent().grabFocus()
        screen.keys("ctrl+space")
        take(screen, "policy for containers")
        screen.type("mongo-policy")
        wait("the policy", lambda: "name: mongo-policy" in text_of(editor))

        # An image that runs, by a part of its name.
        go_to(editor, "image:")
        screen.keys("shift+End", "BackSpace")
        screen.type(" mongo")
        take(screen, "docker.io/library/mongo:latest")

        # A process as a whole, whose name is typed over.
        go_to(editor, "processPolicy:")
        screen.keys("shift+End", "BackSpace", "Return", "BackSpace", "ctrl+space")
        take(screen, "process, piece")
        screen.type("mongod")
        go_to(editor, "/usr/bin/process")
        screen.keys("shift+ctrl+Left", "BackSpace")
        screen.type("mongod")
        go_to(editor, "- root")
        screen.keys("shift+ctrl+Left", "BackSpace")
        screen.type("mongo")

        # A rule, which names the process that there is.
        go_to(editor, "ingress:")
        screen.keys("shift+End", "BackSpace", "Return", "BackSpace", "ctrl+space")
        take(screen, "rule, piece")
        screen.type("192.168.0.7/24")
        go_to(editor, "port: 443")
        screen.keys("BackSpace", "BackSpace", "BackSpace")
        screen.type("27017")
        keep_picture("written")

        # The address has host bits; the fix at the cursor mends it.
        go_to(editor, "192.168.0.7")
        wait("the problem", lambda: screen.find("table cell", "host bits", exact=False))
        screen.keys("ctrl+period")
        wait("the network", lambda: "192.168.0.0/24" in text_of(editor))

        # The id gets another name wherever it stands.
        go_to(editor, "id: process")
        screen.keys("F2")
        field = screen.find("text", "New id of the process")
        screen.type("database")
        wait("the new id", lambda: text_of(field) == "database")
        screen.keys("Return")
        wait("the id in the rule", lambda: "- database" in text_of(editor))

        # From the rule to the process, and by the outline to the response.
        go_to(editor, "      - data")
        screen.keys("F12")
        wait("the definition", lambda: editor.queryText().caretOffset
             == text_of(editor).index("database"))
        screen.keys("ctrl+shift+o")
        row = screen.find("table cell", "When a process deviates", exact=False)
        screen.click(row)
        wait("the response", lambda: editor.queryText().caretOffset
             >= text_of(editor).index("response"))
        keep_picture("finished")

        mongo_policy.check(editor)
    except Exception:
        keep_picture("failed")
        raise
    finally:
        screen.end()


if __name__ == "__main__":
    main(*sys.argv[1:3])
    print("PASS: authoring")
