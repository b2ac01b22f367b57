"""A local HTTP server that speaks the part of Twilio's documented API which we use, and counts what it accepted.

In a test: `with standin() as server`. As a process of its own: `python -m tests.messaging.twilio_standin PORT
SEED`, with faults on the way and `GET /accepted` to read the count.
"""

import base64
import contextlib
import json
import random
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ACCOUNT, TOKEN = "AC" + "0" * 32, "a-token-of-tests"
REFUSED = {"9003": (400, 21610), "9004": (400, 21211), "9006": (400, 21614), "9007": (422, 21635)}
FAULTS = ("none", "slow", "lost", "refuse", "broken", "after", "before")
"""What may go wrong with one request: answered too late, never heard, 429, connection cut after accepting, 500
after accepting, 500 before."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/accepted":
            return self.answer(200, [[sms["to"], sms["body"]] for sms in self.server.accepted])
        if not self.is_known():
            return self.answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
        to = parse_qs(address.query).get("To", [""])[0]
        with self.server.lock:
            found = [sms for sms in reversed(self.server.accepted) if sms["to"] == to]
        self.answer(200, {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None})

    def do_POST(self):
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        self.server.requests.append({name: values[0] for name, values in said.items()})
        if not self.is_known():
            return self.answer(401, {"code": 20003, "message": "Authenticate", "status": 401})
        fault = self.server.next_fault()
        if fault == "refuse":
            return self.answer(429, {"code": 20429, "message": "Too Many Requests", "status": 429}, retry="1")
        if fault == "before":
            return self.answer(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        if fault == "lost":
            return self.hang()
        to = said["To"][0]
        if refusal := REFUSED.get(to[-4:]):
            status, code = refusal
            return self.answer(status, {"code": code, "message": "Refused", "status": status})
        sms = self.accept(to, said)
        if fault == "slow":
            return self.hang()
        if fault == "broken":
            return self.cut()
        if fault == "after":
            return self.answer(500, {"code": 20500, "message": "Internal Server Error", "status": 500})
        self.answer(201, sms)

    def accept(self, to, said):
        now = format_datetime(datetime.now(UTC))
        service = said.get("MessagingServiceSid", [None])[0]
        sms = {
            "sid": f"SM{uuid.uuid4().hex}", "account_sid": ACCOUNT, "to": to, "from": said.get("From", [None])[0],
            "messaging_service_sid": service, "body": said["Body"][0],
            "status": "accepted" if service else "queued",
            "num_segments": "0" if service else "1", "num_media": "0", "direction": "outbound-api", "price": None,
            "price_unit": "USD", "error_code": None, "error_message": None, "api_version": "2010-04-01",
            "date_created": now, "date_updated": now, "date_sent": None, "uri": "", "subresource_uris": {},
        }  # fmt: skip
        with self.server.lock:
            self.server.accepted.append(sms)
        return sms

    def is_known(self):
        given = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {given}"

    def hang(self):
        time.sleep(self.server.patience)
        self.cut()

    def cut(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(2)

    def answer(self, status, content, retry=None):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if retry:
            self.send_header("Retry-After", retry)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port=0, *, patience=2.0):
        super().__init__(("127.0.0.1", port), Handler)
        self.accepted, self.requests, self.faults = [], [], []
        self.lock, self.patience, self.random = threading.Lock(), patience, None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def next_fault(self):
        if self.random:
            return self.random.choices(FAULTS, [70, 5, 5, 5, 5, 5, 5])[0]
        return self.faults.pop(0) if self.faults else "none"

    def handle_error(self, request, client_address):
        pass


@contextlib.contextmanager
def standin(**words):
    server = Server(**words)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    server = Server(int(sys.argv[1]))
    if len(sys.argv) > 2:
        server.random = random.Random(int(sys.argv[2]))
    print(server.url, flush=True)
    server.serve_forever(poll_interval=0.05)
