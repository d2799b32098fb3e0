"""The same policy as `authoring` writes as text, from nothing, by the form alone."""

import sys

import pyatspi

import mongo_policy
from organization import wait_for_row
from screen import Screen, keep_picture, shown, text_of, wait, walk


def is_inside(node, outer):
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    frame = outer.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return box.height > 0 and box.y >= frame.y and box.y + box.height <= frame.y + frame.height


def is_focused(node):
    return node.getState().contains(pyatspi.STATE_FOCUSED)


class Form:
    def __init__(self, screen):
        self.screen = screen

    def open_tab(self, title):
        """A tab says how many entries it has behind its title."""

        def look():
            for node in walk(self.screen.app):
                if node.getRoleName() == "page tab" and shown(node) \
                        and node.name.split(" ")[0] == title:
                    return node
            return None

        self.screen.click(wait(f"the tab {title!r}", look))

    def cells(self, tree, name):
        """Those that say so, also where they are scrolled away."""
        return [node for node in walk(self.screen.find("tree", tree))
                if node.getRoleName() == "table cell" and node.name == name]

    def cell(self, tree, name):
        return wait(f"{name!r} in {tree!r}", lambda: self.cells(tree, name)[0])

    def go_to(self, tree, name):
        """Makes the row current, as a person does: with the mouse, and scrolls with the keyboard."""
        there = self.screen.find("tree", tree)

        def look():
            cell = self.cells(tree, name)[0]
            if is_inside(cell, there):
                return cell
            there.queryComponent().grabFocus()
            self.screen.keys("End")
            return None

        self.screen.click(wait(f"the row {name!r} of {tree!r} on screen", look))

    def fill(self, tree, field, value):
        self.go_to(tree, field)
        self.type(tree, value)

    def type(self, tree, value):
        """Over the value of the current row."""
        self.screen.keys("F2", "ctrl+a")
        self.screen.type(value)
        self.screen.keys("Return")
        self.cell(tree, value)


def main(program, _pwctl):
    with Screen(program) as screen:
        form = Form(screen)
        # The window is there with all its parts.
        wait_for_row(screen, "Fingerprints", "mongo")
        screen.keys("ctrl+n")
        screen.press("check box", "Show the form")
        screen.press("push button", "Start a container policy")

        # The name is what comes first, and the keyboard is there.
        wait("the name to be current", lambda: is_focused(form.cell("Overview", "name"))
             and is_focused(screen.find("tree", "Overview")))
        form.type("Overview", "mongo-policy")
        form.open_tab("Selectors")
        form.fill("Selectors", "image", "docker.io/library/mongo:latest")

        form.open_tab("Processes")
        screen.press("push button", "Add")
        fields = "Fields of the process"
        form.fill(fields, "name", "mongod")
        form.fill(fields, "path 1", "/usr/bin/mongod")
        form.fill(fields, "user 1", "mongo")
        keep_picture("process")

        form.open_tab("Network")
        form.go_to("Rules", "ingress")
        screen.keys("Insert")
        fields = "Fields of the rule"
        form.fill(fields, "peer 1", "192.168.0.0/24")
        form.fill(fields, "port 1", "TCP 27017")
        keep_picture("rule")

        # The rule follows the id of the process.
        form.open_tab("Processes")
        form.fill("Fields of the process", "id", "database")
        form.open_tab("Network")
        form.cell("Rules", "database")
        keep_picture("finished by form")

        screen.press("check box", "Show the text")
        editor = screen.find("text", "Policy text")
        wait("the id in the text", lambda: "- database" in text_of(editor))
        mongo_policy.check(editor)


if __name__ == "__main__":
    main(*sys.argv[1:3])
    print("PASS: authoring by form")
