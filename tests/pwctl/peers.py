"""The walk of both generations of spyctl against `pwctl serve`: their requests as they were recorded,
and replies read as strictly as they read them: line by line, no empty lines, and a KeyError for
each field that their tables need."""

import gzip
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

BLOCK = 43200


def require(condition, what):
    if not condition:
        raise AssertionError(what)


class Server:
    def __init__(self, pwctl, home):
        self.pwctl, self.database = pwctl, os.path.join(home, "local.db")
        self.token_file = os.path.join(home, "token")
        self.process = subprocess.Popen(
            [pwctl, "serve", "--db", self.database, "--listen", "127.0.0.1:0", "--token-file", self.token_file],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        words = self.process.stdout.readline().split()  # Serving ORG on http://127.0.0.1:PORT
        self.organization, self.port = words[1], int(words[3].rsplit(":", 1)[1])
        with open(self.token_file, encoding="utf-8") as file:
            self.key = file.read().strip()

    def bring_in(self, document):
        done = subprocess.run([self.pwctl, "import", "--db", self.database, "-f", "-"], input=json.dumps(document),
                              text=True, capture_output=True, check=False)
        require(done.returncode == 0, done.stderr)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


class Peer:
    """One connection, as the requests library keeps it."""

    def __init__(self, server):
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.organization = next(one["uid"] for one in json.loads(self.send("GET", "/org/"))
                                 if server.organization in (one["uid"], one["name"]))

    def send(self, method, path, body=None, key=None, expect=200):
        headers = {"Authorization": "Bearer " + (key or self.server.key), "User-Agent": "python-requests/2.31.0",
                   "Accept-Encoding": "gzip, deflate", "content-type": "application/json",
                   "Accept": "application/json" if method == "GET" else "*/*"}
        self.connection.request(method, "/api/v1" + path, None if body is None else json.dumps(body), headers)
        reply = self.connection.getresponse()
        content = reply.read()
        if reply.getheader("content-encoding") == "gzip":
            content = gzip.decompress(content)
        text = content.decode()
        require(reply.status == expect, f"{method} {path}: {reply.status} {text[:300]}")
        require(reply.getheader("x-context-uid"), f"{method} {path}: no context uid")
        return text

    def of_organization(self, method, path, body=None, **more):
        return self.send(method, f"/org/{self.organization}{path}", body, **more)

    @staticmethod
    def lines(text):
        return [json.loads(line) for line in text.split("\n")[:-1 if text.endswith("\n") else None]] if text else []

    @staticmethod
    def range(seconds=86400):
        now = int(time.time())
        return now - seconds, now + 60

    def container_rows(self, records):
        """The default table: image, id, covered of all."""
        groups = {}
        for record in records:
            require(record["metadata"]["type"] == "container", "a record of another type")
            _, _ = float(record["time"]), record["spec"]["containerSelector"]["imageID"]
            group = groups.setdefault((record["image"], record["image_id"]), [0, 0])
            group[0] += 1 if record.get("covered_by_policy", False) else 0
            group[1] += 1
        return {image.rsplit("/", 1)[-1]: f"{covered}/{of}" for (image, _), (covered, of) in groups.items()}

    @staticmethod
    def documents(records):
        """What -o yaml writes of them."""
        return [{key: record[key] for key in ("apiVersion", "kind", "metadata", "spec")} for record in records]


class Older(Peer):
    """0.13"""

    def fingerprints(self, kind="container", name=None, **filters):
        start, end = self.range()
        expr = None
        if name:
            pattern = f"^.*{name}.*$"
            expr = {"or": [{"property": one, "re_match": pattern} for one in ("image", "image_id", "cgroup", "id")]}
        found = {}
        for _ in range(2):  # every block asks for the whole range
            text = self.send("POST", "/fingerprint/guardian/query", {
                "org_uid": self.organization, "start_time": start, "end_time": end, "fingerprint_type": kind,
                "unique": False, "expr": expr, "src_uid": "global:" + self.organization, **filters})
            for record in self.lines(text):
                kept = found.setdefault(record["id"], record)
                if record.get("version", 0) > kept.get("version", 0):
                    found[record["id"]] = record
        return list(found.values())

    def policies(self):
        out = []
        for kind in ("container", "linux-service"):
            for page in self.lines(self.of_organization("GET", f"/analyticspolicy/?type={kind}")):
                for record in page:
                    document = json.loads(record["policy"])
                    document["metadata"]["uid"] = record["uid"]
                    document["metadata"]["creationTimestamp"] = record["valid_from"]
                    out.append(document)
        return out

    def apply(self, document):
        spec, metadata = document["spec"], document["metadata"]
        selectors = {key: value for key, value in spec.items() if key.endswith("Selector")}
        uid = metadata.get("uid", "")
        body = {"name": metadata["name"][:32], "policy": json.dumps(document), "selectors": json.dumps(selectors),
                "type": metadata["type"], "uid": uid, "tags": metadata.get("tags", [])}
        if uid:
            self.of_organization("PUT", "/analyticspolicy/" + uid, body)
            return uid
        return json.loads(self.of_organization("POST", "/analyticspolicy/", body))["uid"]

    def delete(self, uid):
        self.of_organization("DELETE", "/analyticspolicy/" + uid)

    def logs(self, uid, pipeline):
        start, end = self.range()
        out = []
        for at in range(start, end, BLOCK):
            out += self.lines(self.of_organization("POST", "/analyticspolicy/logs", {
                "start_time": at, "end_time": min(at + BLOCK, end), "data_type": "audit", "pipeline": pipeline,
                "org_uid": self.organization, "src_uid": uid}))
        return out

    def events(self, uid):
        out = self.logs(uid, [{"filter": {"schema": "event_audit"}}, {"latest_model": {}}])
        return [(float(one["time"]), one["description"], one["id"]) for one in out]

    def deviations(self, uid):
        out = {}
        for one in self.logs(uid, [{"latest_model": {}},
                                   {"filter": {"and": [{"schema": "event_audit:guardian_deviation"}]}}]):
            require(one["policy_uid"] == uid, "a deviation of another policy")
            one["deviation"]["metadata"]["checksum"] = one["checksum"]
            require(one["deviation"]["metadata"]["policy_uid"] == uid, "a document of another policy")
            out[one["checksum"]] = one["deviation"]
        return list(out.values())


class Newer(Peer):
    """0.24"""

    def search(self, schema, query):
        start, end = self.range()
        made = json.loads(self.of_organization("POST", "/search/?limit=10000", {
            "schema": schema, "query": query, "start_time": start, "end_time": end, "output_fields": ["full_json"]}))
        require("error" not in made, made)
        out, token = [], None
        while True:
            page = json.loads(self.of_organization("POST", "/search/" + made["id"], {"limit": 999, "token": token}))
            if "status" in page:
                time.sleep(0.1)
                continue
            out += [json.loads(one["full_json"]) if isinstance(one["full_json"], str) else one["full_json"]
                    for one in page["results"]]
            token = page.get("token")
            if not token:
                return out

    def fingerprints(self, kind="container", name=None):
        query = f'metadata.type = "{kind}"'
        return self.search("model_fingerprint", f' (id ~= "*{name}*") AND {query}' if name else query)

    def records(self, parameters="from_archive=False"):
        lines = self.lines(self.of_organization("GET", "/analyticspolicy/" + (parameters and "?" + parameters)))
        require(len(lines) <= 1, "a list on several lines")
        return [record for line in lines for record in line]

    def policies(self, parameters="from_archive=False"):
        out = []
        for record in self.records(parameters):
            metadata = record["policy"]["metadata"]
            _, _, _ = metadata["uid"], metadata["version"], metadata["creationTimestamp"]
            out.append(record["policy"])
        return out

    def apply(self, document):
        if "uid" in document["metadata"]:
            reply = json.loads(self.of_organization("PUT", "/analyticspolicy/", {"policy": document}))
            return reply["uid"]
        return json.loads(self.of_organization("POST", "/analyticspolicy/", {"policy": document}))["uid"]

    def delete(self, uid):
        found = self.records("name_or_uid_contains=" + urllib.parse.quote(uid, safe=""))
        require([one["uid"] for one in found] == [uid], "the policy to delete is not the one")
        self.of_organization("DELETE", "/analyticspolicy/" + uid)

    def deviations(self, uid):
        out = {}
        for one in self.search("event_deviation", f'policy_uid = "{uid}"'):
            require(one["id"].startswith("dev:") and one["policy_uid"] == uid, one)
            out[one["checksum"]] = one["deviation"]
        return list(out.values())


def merged(policy, deviation):
    """A deviating child taken into the policy, as a merge sends it: without what the server adds."""
    policy = json.loads(json.dumps(policy))
    for extra in ("version", "createdBy", "lastUpdatedBy", "lastUpdatedTimestamp"):
        policy["metadata"].pop(extra, None)
    node = deviation["spec"]["processPolicy"][0]["policyNode"]
    parent = next(one for one in policy["spec"]["processPolicy"] if one["id"] == node["id"])
    parent["children"] = parent.get("children", []) + node["children"]
    return policy


def with_shell(document, uid):
    """The fingerprint of another instance, in which somebody had a shell."""
    document = json.loads(json.dumps(document))
    document["metadata"].update({"id": uid, "latestTimestamp": time.time() - 5})
    document["spec"]["processPolicy"][0].setdefault("children", []).append(
        {"name": "bash", "exe": ["/usr/bin/bash"], "id": "bash_0"})
    return document


def policy_of(documents, name):
    """What create policy makes of equal fingerprints."""
    spec = documents[0]["spec"]
    merged_rules = {"ingress": [], "egress": []}
    for document in documents:
        for way in merged_rules:
            merged_rules[way] += [r for r in document["spec"]["networkPolicy"][way] if r not in merged_rules[way]]
    image = {"image": spec["containerSelector"]["image"]}
    return {"apiVersion": "spyderbat/v1", "kind": "SpyderbatPolicy", "metadata": {"name": name, "type": "container"},
            "spec": {"containerSelector": image, "mode": "audit", "enabled": True,
                     "processPolicy": spec["processPolicy"], "networkPolicy": merged_rules,
                     "response": {"default": [{"makeRedFlag": {"severity": "high"}}], "actions": []}}}


def walk(peer, server, name):
    records = peer.fingerprints()
    rows = peer.container_rows(records)
    require(rows["mongo:latest"] == "0/2" and rows["nginx:latest"] == "0/14", rows)
    for record in peer.fingerprints("linux_svc" if isinstance(peer, Older) else "linux-service"):
        _, _, _ = record["cgroup"], float(record["time"]), record["spec"]["serviceSelector"]["cgroup"]
        _, _, _ = record["metadata"]["cgroup"], record["metadata"]["firstTimestamp"], record["latestTimestamp"]
    mongo = [one for one in records if "mongo" in one["image"]]
    require(len(peer.fingerprints(name="mongo" if isinstance(peer, Older) else mongo[0]["id"])) in (1, 2), "by name")

    require(peer.policies() == [], "policies before any was applied")
    uid = peer.apply(policy_of(peer.documents(mongo), name))
    require(uid.startswith("pol:"), uid)
    rows = peer.container_rows(peer.fingerprints())
    require(rows["mongo:latest"] == "2/2" and rows["nginx:latest"] == "0/14", rows)

    server.bring_in(with_shell(peer.documents(mongo)[0], f"fprint:shell{name}"))
    found = peer.deviations(uid)
    require(len(found) == 1 and "bash" in json.dumps(found[0]), found)
    if isinstance(peer, Older):
        events = peer.events(uid)
        require(events and all(at > 0 and text and one for at, text, one in events), events)

    before = peer.policies()
    require([one["metadata"]["uid"] for one in before] == [uid], before)
    require(peer.apply(merged(before[0], found[0])) == uid, "an update answers with another uid")
    after = peer.policies()
    require("bash" in json.dumps(after) and "bash" not in json.dumps(before), after)
    if isinstance(peer, Newer):
        versions = [one[0]["metadata"]["version"] for one in (before, after)]
        require(versions[1] == versions[0] + 1, versions)
        old = peer.records("from_archive=True")
        require([one["version"] for one in old] == [versions[0]], old)
    peer.send("GET", "/org/", key="wrong", expect=401)
    peer.apply({**after[0], "spec": {**after[0]["spec"], "mode": "enforce"}})
    peer.delete(uid)
    require(peer.policies() == [], "the policy is still there")


def main(pwctl):
    for peer, name in ((Older, "older"), (Newer, "newer")):
        with tempfile.TemporaryDirectory() as home:
            server = Server(pwctl, home)
            try:
                walk(peer(server), server, name)
            finally:
                status = server.end()
            require(status == 0, f"the server ended with {status}")
            print(f"PASS: {name} generation")


if __name__ == "__main__":
    main(sys.argv[1])
