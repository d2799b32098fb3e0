"""A window on a real display, as a person sees it: found by accessible names, driven by mouse and keys."""

import os
import subprocess
import time

import pyatspi

DEADLINE = 20.0  # seconds that anything may take on a slow machine


class Failed(Exception):
    pass


def wait(what, question, deadline=DEADLINE):
    """The first answer that is neither None nor False; asks again until the deadline."""
    end = time.monotonic() + deadline
    last = None
    while time.monotonic() < end:
        try:
            answer = question()
            if answer is not None and answer is not False:
                return answer
        except Exception as problem:  # parts of the window come and go while it is asked
            last = problem
        time.sleep(0.05)
    raise Failed(f"waited for {what}" + (f" ({last})" if last else ""))


def walk(node, depth=0):
    yield node
    if depth > 40:
        return
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield from walk(child, depth + 1)


def shown(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


class Screen:
    def __init__(self, program, arguments=()):
        # Without a window manager no window gets the keyboard.
        wait("the window manager", lambda: subprocess.run(
            ["xdotool", "get_desktop"], check=False, capture_output=True).returncode == 0)
        self.process = subprocess.Popen([program, *arguments])
        self.app = wait("the program", self._application)

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        if kind is not None:
            keep_picture("failed")
        self.end()

    def _application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for index in range(desktop.childCount):
            child = desktop.getChildAtIndex(index)
            if child is not None and child.get_process_id() == self.process.pid and child.childCount:
                return child
        return None

    def find(self, role, name, exact=True):
        """The one that is on screen with this role and name."""

        def look():
            for node in walk(self.app):
                if node.getRoleName() != role or not shown(node):
                    continue
                if node.name == name or (not exact and name in node.name):
                    return node
            return None

        return wait(f"{role} {name!r}", look)

    def is_shown(self, role, name):
        return any(n.getRoleName() == role and n.name == name and shown(n) for n in walk(self.app))

    def press(self, role, name):
        """A button by its action, as screen readers press it."""
        node = self.find(role, name)
        wait(f"{name!r} to be usable", lambda: node.getState().contains(pyatspi.STATE_SENSITIVE))
        node.queryAction().doAction(0)

    def click(self, node):
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        xdotool("mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1")

    def keys(self, *keys):
        xdotool("key", "--delay", "30", *keys)

    def type(self, text):
        xdotool("type", "--delay", "15", text)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed("the program did not end") from None


def xdotool(*words):
    subprocess.run(["xdotool", *words], check=True)


def text_of(node):
    text = node.queryText()
    return text.getText(0, text.characterCount)


def picture():
    """The screen as (width, height, bytes of red, green and blue)."""
    out = subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], check=True,
                         capture_output=True).stdout
    fields, at = [], 0
    while len(fields) < 4:
        end = at
        while out[end:end + 1] not in (b" ", b"\n", b"\t"):
            end += 1
        fields.append(out[at:end])
        at = end + 1
    return int(fields[1]), int(fields[2]), out[at:]


def has_color_in(color, box):
    """Whether a pixel near to this colour (r, g, b) lies in the box (x, y, width, height)."""
    width, height, pixels = picture()
    for y in range(max(0, box[1]), min(height, box[1] + box[3])):
        for x in range(max(0, box[0]), min(width, box[0] + box[2])):
            at = 3 * (y * width + x)
            if all(abs(pixels[at + i] - color[i]) < 40 for i in range(3)):
                return True
    return False


def keep_picture(name):
    """For the person who looks at what failed."""
    folder = os.environ.get("STORY_PICTURES")
    if folder:
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=False)
