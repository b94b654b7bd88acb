"""Finding a browser, and waiting for others who install."""

import subprocess

import browsers


def test_where_another_reads_lists_apt_get_is_asked_again_until_it_can(monkeypatch):
    held = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (apt-get)"
    answers = [(100, held), (100, held), (0, "")]
    asked = []

    def run(command, **options):
        asked.append(command)
        code, said = answers[len(asked) - 1]
        return subprocess.CompletedProcess(command, code, "", said)

    monkeypatch.setattr(browsers.subprocess, "run", run)
    monkeypatch.setattr(browsers.time, "sleep", lambda seconds: None)
    browsers.apt_get([], "update")
    assert len(asked) == 3
    assert "DPkg::Lock::Timeout=120" in asked[0]


def test_any_other_fault_of_apt_get_is_not_waited_for(monkeypatch):
    asked = []

    def run(command, **options):
        asked.append(command)
        return subprocess.CompletedProcess(command, 100, "", "E: no network")

    monkeypatch.setattr(browsers.subprocess, "run", run)
    browsers.apt_get([], "update")
    assert len(asked) == 1
