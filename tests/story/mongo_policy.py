"""The policy that a person writes from nothing, whichever way: as text or by the form."""

from screen import Failed, text_of

WISHED = """apiVersion: spyderbat/v1
kind: SpyderbatPolicy
metadata:
  name: mongo-policy
  type: container
spec:
  containerSelector:
    image: docker.io/library/mongo:latest
  mode: audit
  processPolicy:
  - name: mongod
    exe:
    - /usr/bin/mongod
    id: database
    euser:
    - mongo
  networkPolicy:
    ingress:
    - from:
      - ipBlock:
          cidr: 192.168.0.0/24
      processes:
      - database
      ports:
      - protocol: TCP
        port: 27017
    egress: []
  response:
    default:
    - makeRedFlag:
        severity: high
    actions: []
"""


def check(editor):
    """The text is the policy, byte for byte."""
    if text_of(editor) != WISHED:
        raise Failed("the text is\n" + text_of(editor))
