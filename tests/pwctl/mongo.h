#pragma once
// The two fingerprints of the guide's walk, as `get fingerprints -o yaml` would write them.

#include <string>

namespace pw::pwctl {

inline std::string mongoFingerprint(const std::string& latest, const std::string& firstHost,
                                    const std::string& secondHost, const std::string& id = "1")
{
    return "- apiVersion: spyderbat/v1\n"
           "  kind: SpyderbatFingerprint\n"
           "  metadata:\n"
           "    name: mongo\n"
           "    type: container\n"
           "    id: fprint:"
        + id
        + "\n"
          "    muid: mach:"
        + id
        + "\n"
          "    firstTimestamp: 1705430000.5\n"
          "    latestTimestamp: "
        + latest
        + "\n"
          "  spec:\n"
          "    containerSelector:\n"
          "      image: docker.io/library/mongo:latest\n"
          "      imageID: sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11\n"
          "    processPolicy:\n"
          "    - name: mongod\n"
          "      exe:\n"
          "      - /usr/bin/mongod\n"
          "      id: mongod_0\n"
          "      euser:\n"
          "      - mongo\n"
          "    networkPolicy:\n"
          "      ingress:\n"
          "      - from:\n"
          "        - ipBlock:\n"
          "            cidr: "
        + firstHost
        + "/32\n"
          "        - ipBlock:\n"
          "            cidr: "
        + secondHost
        + "/32\n"
          "        processes:\n"
          "        - mongod_0\n"
          "        ports:\n"
          "        - protocol: TCP\n"
          "          port: 27017\n"
          "      egress: []\n";
}

inline std::string mongoFingerprints()
{
    return "apiVersion: spyderbat/v1\nitems:\n"
        + mongoFingerprint("1705435213.327981", "192.168.4.31", "192.168.0.229", "1")
        + mongoFingerprint("1705435100.25", "192.168.1.146", "192.168.2.221", "2");
}

/// The guide's policy, field for field.
inline std::string mongoPolicy(bool withImageId)
{
    return std::string("apiVersion: spyderbat/v1\n"
                       "kind: SpyderbatPolicy\n"
                       "metadata:\n"
                       "  name: mongo-policy\n"
                       "  type: container\n"
                       "  latestTimestamp: 1705435213.327981\n"
                       "spec:\n"
                       "  containerSelector:\n"
                       "    image: docker.io/library/mongo:latest\n")
        + (withImageId ? "    imageID: "
                         "sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11\n"
                       : "")
        + "  mode: audit\n"
          "  processPolicy:\n"
          "  - name: mongod\n"
          "    exe:\n"
          "    - /usr/bin/mongod\n"
          "    id: mongod_0\n"
          "    euser:\n"
          "    - mongo\n"
          "  networkPolicy:\n"
          "    ingress:\n"
          "    - from:\n"
          "      - ipBlock:\n"
          "          cidr: 192.168.0.229/32\n"
          "      - ipBlock:\n"
          "          cidr: 192.168.1.146/32\n"
          "      - ipBlock:\n"
          "          cidr: 192.168.2.221/32\n"
          "      - ipBlock:\n"
          "          cidr: 192.168.4.31/32\n"
          "      processes:\n"
          "      - mongod_0\n"
          "      ports:\n"
          "      - protocol: TCP\n"
          "        port: 27017\n"
          "    egress: []\n"
          "  response:\n"
          "    default:\n"
          "    - makeRedFlag:\n"
          "        severity: high\n"
          "    actions: []\n";
}

} // namespace pw::pwctl
