#!/usr/bin/env python3
"""Looks for two keys in all that pwctl leaves behind: none may be found.

keyring.py unlocked canary.py PWCTL. One key lies in spyctl's file, one in the keyring. The commands
run as processes against addresses where nobody listens, a server that quotes the key back in every
way it can, and one that never answers. Then the keys are looked for in every stream, in every file
below the home but the one that holds a key, and in the processes' own words.
"""

import base64
import concurrent.futures
import http.server
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse

PWCTL = sys.argv[1]
HOME = os.environ["HOME"]
WORK = os.path.join(HOME, "work")
SECRETS = os.path.join(HOME, ".spyctl", ".secrets", "secrets")
# Signs that look different in every encoding.
KEYS = {"file-key": "pwCanary/F7Qx3+Zk9Lm2Vt8Rb5==", "ring-key": "pwCanary/R4Jg0+Hd6Wf1Nc8Ys7=="}
QUOTING = ("401", "403", "500", "html", "slashes", "list")
POLICY = """apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata: {name: shop, type: container, latestTimestamp: 1713000000.25}
spec:
  enabled: true
  mode: audit
  containerSelector: {image: nginx}
  processPolicy: []
  networkPolicy: {ingress: [], egress: []}
  response: {default: [makeRedFlag: {severity: high}], actions: []}
"""


def spellings(key):
    plain = key.encode()
    yield plain
    yield plain.hex().encode()
    for safe in ("", "/", "/+"):
        quoted = urllib.parse.quote(key, safe=safe)
        yield quoted.encode()
        yield quoted.replace("%2F", "%2f").replace("%2B", "%2b").replace("%3D", "%3d").encode()
    yield key.replace("/", "\\/").encode()
    for shift in range(3):  # what stands before it moves the signs of base64
        encoded = base64.b64encode(b"\0" * shift + plain)
        inner = encoded[4 if shift else 0:-4]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


SPELLINGS = {spelling for key in KEYS.values() for spelling in spellings(key)}


class Search:
    def __init__(self):
        self.places = {}
        self.hits = []

    def look(self, kind, name, content):
        self.places[kind] = self.places.get(kind, 0) + 1
        for spelling in SPELLINGS:
            if spelling in content:
                self.hits.append(f"{kind} of {name}: {spelling.decode()}")
                return True
        return False


class Quoting(http.server.BaseHTTPRequestHandler):
    """The first part of the path says how."""

    seen = set()

    def answer(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        quoted = self.headers.get("authorization", "")
        Quoting.seen.add(quoted.removeprefix("Bearer "))
        way = self.path.split("/")[1]
        status = int(way) if way.isdigit() else 400 if way == "slashes" else 200
        body = json.dumps({"msg": "refused: Authorization: " + quoted, "err_msg": quoted})
        kind = "application/json"
        if way == "html":
            body, kind = "<html><body>" + quoted + "</body></html>", "text/html"
        elif way == "slashes":
            body = body.replace("/", "\\/")
        elif way == "list":
            body = json.dumps([{"uid": "ORG1", "name": "Shop", "note": quoted},
                               {"uid": quoted, "name": quoted}])
        # The reason and the headers quote it, too.
        self.send_response(status, "Refused " + quoted)
        self.send_header("content-type", kind)
        self.send_header("x-context-uid", "ctx " + quoted)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(search, words, given=b""):
    ran = subprocess.run([PWCTL, *words], input=given, capture_output=True, cwd=WORK, timeout=120,
                         check=False)
    search.look("output", " ".join(words), ran.stdout)
    search.look("messages", " ".join(words), ran.stderr)
    return ran


def must(search, words, given=b""):
    ran = run(search, words, given)
    if ran.returncode != 0:
        raise SystemExit(f"pwctl {' '.join(words)}: {ran.stderr.decode()}")


def write(path, content, mode=0o644):
    os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, mode), "w", encoding="utf-8") as file:
        file.write(content)


def stalled(search, listener, context, ending):
    """The process while it waits for an answer, and how it ends."""
    with subprocess.Popen(
            [PWCTL, "get", "policies", "--context", context], cwd=WORK, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0))) as process:
        connection, _ = listener.accept()
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(65536)
        if not any(key.encode() in request for key in KEYS.values()):
            raise SystemExit("the key was not sent")
        for what in ("cmdline", "environ", "comm"):
            with open(f"/proc/{process.pid}/{what}", "rb") as file:
                search.look("process " + what, context, file.read())
        process.send_signal(ending)
        out, err = process.communicate(timeout=60)
        connection.close()
        search.look("output", "the stalled " + context, out)
        search.look("messages", "the stalled " + context, err)
        if ending == signal.SIGABRT and process.returncode != -signal.SIGABRT:
            raise SystemExit("the process was not aborted")


def prepare(search, urls):
    secret = {"apikey": KEYS["file-key"], "apiurl": urls["401"]}
    encoded = "".join(f"    {name}: {base64.b64encode(value.encode()).decode()}\n"
                      for name, value in secret.items())
    write(SECRETS, "- apiVersion: spyderbat/v1\n  kind: APISecret\n  metadata:\n"
                   "    name: file-key\n  data:\n" + encoded, 0o600)
    write(os.path.join(HOME, ".spyctl", "config"),
          "apiVersion: spyderbat/v1\nkind: Config\ncontexts:\n- name: spyctls\n"
          "  secret: file-key\n  context:\n    organization: Shop\n")
    write(os.path.join(WORK, "policy.yaml"), POLICY)
    must(search, ["config", "set-apisecret", "ring-key"], KEYS["ring-key"].encode() + b"\n")
    contexts = ["spyctls"]
    for place, url in urls.items():
        for key in KEYS:
            name = place + "-" + key
            must(search, ["config", "set-context", name, "-u", url, "--org", "Shop", "-s", key])
            contexts.append(name)
    return contexts


def look_at_files(search):
    for folder, _, files in os.walk(HOME):
        for name in files:
            path = os.path.join(folder, name)
            if path != SECRETS and os.path.isfile(path):
                with open(path, "rb") as file:
                    search.look("file", path, file.read())


def main():
    os.makedirs(WORK)
    search = Search()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quoting)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    urls = {way: f"http://127.0.0.1:{server.server_address[1]}/{way}" for way in QUOTING}
    urls["refused"] = f"http://127.0.0.1:{free_port()}"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(60)
        stalling = f"http://127.0.0.1:{listener.getsockname()[1]}"
        contexts = prepare(search, urls)
        commands = [["config", "get-contexts", "-o", "wide"], ["get", "policies"],
                    ["apply", "-f", "policy.yaml", "--context", "local"]]
        for context in contexts:
            commands += [["config", "test", context]]
            commands += [[*words, "--context", context]
                         for words in (["get", "policies"], ["apply", "-f", "policy.yaml"],
                                       ["logs", "policy", "shop"], ["get", "deviations"])]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            codes = [ran.returncode for ran in pool.map(lambda words: run(search, words), commands)]
        for key in KEYS:
            context = "stalled-" + key
            must(search, ["config", "set-context", context, "-u", stalling, "--org", "ORG1",
                          "-s", key])
            for ending in (signal.SIGTERM, signal.SIGABRT):
                stalled(search, listener, context, ending)
    server.shutdown()
    look_at_files(search)

    with open(SECRETS, "rb") as file:
        if not Search().look("control", SECRETS, file.read()):
            raise SystemExit("the search does not find what is there")
    if Quoting.seen != set(KEYS.values()):
        raise SystemExit("the server did not see both keys, and no others")
    if not os.path.exists(os.path.join(os.environ["XDG_DATA_HOME"], "policywright", "local.db")):
        raise SystemExit("there is no local organization to look at")
    if codes[0] != 0 or codes[1] != 0 or codes[2] != 0 or 0 in codes[3:8]:
        raise SystemExit("the commands did not do what they should: " + repr(codes))
    places = ", ".join(f"{count} {kind}" for kind, count in sorted(search.places.items()))
    print(f"searched {sum(search.places.values())} places ({places}) for {len(SPELLINGS)} "
          f"spellings of {len(KEYS)} keys: {len(search.hits)} hits")
    for hit in search.hits:
        print(hit)
    return 1 if search.hits else 0


if __name__ == "__main__":
    sys.exit(main())
