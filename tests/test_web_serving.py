"""`verbale serve` and `verbale user`, as people meet them: real processes."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from web_browser import served
from web_record import filled

COMMAND = [sys.executable, "-W", "error", "-m", "verbale.cli"]


def does(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, text=True, timeout=60, check=False)


def test_it_serves_at_the_address_that_it_prints(tmp_path: Path) -> None:
    record = str(filled(tmp_path / "verbale.db"))
    with subprocess.Popen([*COMMAND, "serve", "--port", "0", "--record", record], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().split(" at ")[1].split(" ")[0]
            with urllib.request.urlopen(address, timeout=30) as page:
                assert "rights dialogue" in page.read().decode()
        finally:
            server.terminate()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org"])
def test_any_other_address_needs_users(tmp_path: Path, host: str) -> None:
    done = does("serve", "--host", host, "--record", str(filled(tmp_path / "verbale.db")))
    assert done.returncode == 1
    assert "verbale user" in done.stderr


def test_what_can_t_be_served_is_told(tmp_path: Path) -> None:
    missing = does("serve", "--record", str(tmp_path / "none.db"))
    assert missing.returncode == 1
    assert "no record at" in missing.stderr
    with served(filled(tmp_path / "verbale.db")) as home:
        taken = does("serve", "--port", home.rpartition(":")[2], "--record", str(tmp_path / "verbale.db"))
        assert taken.returncode == 1
        assert "--port" in taken.stderr


def test_a_token_is_shown_once_and_kept_as_a_digest(tmp_path: Path) -> None:
    done = does("user", "feed", "reader", "--token", "--users", str(tmp_path / "users"))
    token = done.stdout.split("now: ")[1].split()[0]
    assert len(token) > 40
    assert token not in (tmp_path / "users").read_text()
    assert does("user", "feed", "owner", "--token", "--users", str(tmp_path / "users")).returncode == 1
