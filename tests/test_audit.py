"""The check of `make lint` for known vulnerabilities, against a service that is here."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import audit

LOCK = "arrow==1.4.0 \\\n    --hash=sha256:ab\nnumpy==2.4.0 ; python_version < '3.12' \\\n# uv==1\n"


@pytest.fixture
def service(monkeypatch, tmp_path):
    """A service that knows something of numpy, with or without a version that mends it."""
    asked, mended = [], []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.extend(
                json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            )
            numpy = [query["package"]["name"] == "numpy" for query in asked]
            self.answer(
                {"results": [{"vulns": [{"id": "X-1"}]} if is_it else {} for is_it in numpy]}
            )

        def do_GET(self):
            spans = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, *mended]}]
            affected = {"package": {"name": "numpy"}, "ranges": spans}
            self.answer({"summary": "Bad arrays", "affected": [affected]})

        def answer(self, told):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(audit, "SERVICE", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(audit, "ROOT", tmp_path)
    for name in audit.LOCKS:
        (tmp_path / name).write_text(LOCK)
    yield asked, mended
    server.shutdown()
    server.server_close()


def test_every_version_of_the_lock_files_is_asked_about_once(service):
    audit.main()
    asked = [(query["package"]["name"], query["version"]) for query in service[0]]
    assert asked == [("arrow", "1.4.0"), ("numpy", "2.4.0")]


def test_what_is_found_fails_if_there_is_a_version_that_mends_it(service, capsys):
    service[1].append({"fixed": "2.4.1"})
    assert audit.main() == 1
    said = capsys.readouterr().out
    assert "numpy 2.4.0: X-1, Bad arrays (mended in 2.4.1: make lock ARGS=--upgrade)" in said


def test_what_nobody_can_mend_is_told_and_fails_nothing(service, capsys):
    assert audit.main() == 0
    assert "numpy 2.4.0: X-1, Bad arrays (unmended)" in capsys.readouterr().out


def test_what_does_not_concern_us_is_left_out(service, monkeypatch, capsys):
    service[1].append({"fixed": "2.4.1"})
    monkeypatch.setattr(audit, "ACCEPTED", {"X-1": "no such array is made"})
    assert audit.main() == 0
    assert "0 in 2 packages" in capsys.readouterr().out


def test_without_a_way_to_the_service_it_says_that_nothing_was_checked(monkeypatch, capsys):
    monkeypatch.setattr(audit, "SERVICE", "http://127.0.0.1:1")
    assert audit.main() == 0
    assert "not checked, http://127.0.0.1:1 does not answer" in capsys.readouterr().out


@pytest.mark.parametrize("name", audit.LOCKS)
def test_a_lock_file_is_read_whole(name):
    text = (audit.ROOT / name).read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if line[:1].isalnum()]
    assert len(audit.pinned(text)) == len(packages) > 50
