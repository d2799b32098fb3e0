#!/usr/bin/env python3
"""Runs a program with a session bus, and a keyring, of its own.

keyring.py STATE PROGRAM [ARGUMENT...], the exit code is the program's. STATE is one of
  no-service     a bus on which nobody keeps secrets
  no-collection  a keyring without a place where new keys go
  unlocked       a keyring that is open
The program finds the state in KEYRING_STATE and the processes in BUS_PID and KEYRING_PID. Nothing
of the home is read or written, and no process stays. 77: a bus or a keyring is not installed.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# The usual one would start the keyring of the system on its own.
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
SECRETS = "org.freedesktop.secrets"
STATES = ("no-service", "no-collection", "unlocked")


class Surroundings:
    def __init__(self, folder):
        self.folder = folder
        self.children = []
        self.environment = {
            key: value for key, value in os.environ.items()
            if key not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
            and not key.startswith("GNOME_KEYRING")
        }
        runtime = os.path.join(folder, "run")
        os.mkdir(runtime, 0o700)
        self.socket = os.path.join(folder, "bus")
        self.environment.update(
            HOME=folder, XDG_RUNTIME_DIR=runtime, XDG_DATA_HOME=os.path.join(folder, "data"),
            XDG_CONFIG_HOME=os.path.join(folder, "config"),
            XDG_CACHE_HOME=os.path.join(folder, "cache"),
            DBUS_SESSION_BUS_ADDRESS="unix:path=" + self.socket)

    def start(self, command, given=b""):
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.children.append(child)
        child.stdin.write(given)
        child.stdin.close()
        return child

    def wait_for(self, what, is_there):
        for _ in range(200):
            if is_there():
                return
            time.sleep(0.05)
        raise SystemExit("there is no " + what)

    def start_bus(self):
        configuration = os.path.join(self.folder, "bus.conf")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(BUS_CONFIGURATION.format(socket=self.socket))
        bus = self.start(["dbus-daemon", "--nofork", "--config-file=" + configuration])
        self.wait_for("bus", lambda: os.path.exists(self.socket))
        self.environment["BUS_PID"] = str(bus.pid)

    def keeps_secrets(self):
        answer = subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
             "org.freedesktop.DBus.NameHasOwner", "string:" + SECRETS],
            env=self.environment, capture_output=True, check=False)
        return b"true" in answer.stdout

    def start_keyring(self, unlock):
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        keyring = self.start(command + ["--unlock"] * unlock, b"pw" if unlock else b"")
        self.wait_for("keyring", self.keeps_secrets)
        self.environment["KEYRING_PID"] = str(keyring.pid)

    def end(self):
        for child in reversed(self.children):
            if child.poll() is None:
                os.kill(child.pid, signal.SIGCONT)
                child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.children.clear()


def run(state, command, folder):
    around = Surroundings(folder)
    around.environment["KEYRING_STATE"] = state
    try:
        around.start_bus()
        if state != "no-service":
            around.start_keyring(unlock=state == "unlocked")
        return subprocess.run(command, env=around.environment, check=False).returncode
    finally:
        around.end()


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in STATES:
        sys.exit(__doc__)
    for program in ("dbus-daemon", "dbus-send", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            print("skipped: there is no " + program)
            return 77
    with tempfile.TemporaryDirectory(prefix="pw-keyring-") as folder:
        return run(sys.argv[1], sys.argv[2:], folder)


if __name__ == "__main__":
    sys.exit(main())
