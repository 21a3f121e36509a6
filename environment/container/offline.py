"""What must hold of the finished container, looked at without any network."""

import ctypes
import fcntl
import json
import os
import secrets
import signal
import socket
import struct
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

CLONE_NEWNET = 0x40000000
SET_FLAGS, IS_UP = 0x8914, 1
ADDRESS = "http://127.0.0.1:8888"
PATIENCE_SECONDS = 120
REVISION = "v0-container-check"


def leave_network():
    """Gives this process, and all it starts, a network of loopback alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "cannot leave the network")
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", IS_UP))


def checks(target):
    """What must hold of the Dockerfile's targets."""
    return [user_is_not_root, data_is_read_only, command_works, any_user_keeps_results, doctor_is_content,
            jupyter_serves, jupyter_serves_any_user] + {"gpu": [missing_gpu_is_told], "dev": [git_and_sudo_work]}.get(target, [])


def check(where, all_checks):
    """Makes all checks, prints each, and tells whether one failed."""
    leave_network()
    with tempfile.TemporaryDirectory() as data:
        os.chmod(data, 0o777)
        with open(os.path.join(data, "songs.csv"), "w", encoding="utf-8") as file:
            file.write("genre\n")
        os.chmod(file.name, 0o666)  # only the mount keeps it from being written
        where.bind(data, "data", read_only=True)
        return any([not _holds(one, where) for one in all_checks])


def _holds(one, where):
    start = time.monotonic()
    try:
        told = one(where)
        word = "ok  "
    except (AssertionError, OSError) as problem:
        told = problem
        word = "FAIL"
    name = one.__name__.replace("_", " ")
    print(f"{time.monotonic() - start:7.1f} s  {word} {name}: {told}", flush=True)
    return word == "ok  "


def _output(where, *command, **variables):
    code, text = where.run([*where.entrypoint, *command], variables=variables,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return code, text.strip()


def user_is_not_root(where):
    code, text = _output(where, "id", "-u")
    assert (code, text) == (0, "1000"), text
    return "uid " + text


def data_is_read_only(where):
    code, text = _output(where, "sh", "-c", "echo $IHCT_SONGS; touch /data/new /data/songs.csv")
    assert code != 0 and text.startswith("/data/songs.csv\n"), text
    assert text.count("Read-only file system") == 2, text
    return text.splitlines()[-1]


def command_works(where):
    code, text = _output(where, "environment/ihct", "data", "--data", "simulated",
                         IHCT_DEVICE="cpu")
    assert code == 0, text
    return next(line for line in text.splitlines() if line.startswith("records"))


def any_user_keeps_results(where):
    """Also without an account; and the results tell the version."""
    out = f"out/any-{os.getpid()}"
    code, text = _output(where.stranger(), "environment/ihct", "run", "--data", "simulated", "--scale", "small",
                         "--models", "dense", "--epochs", "1", "--out", "/" + out, IHCT_DEVICE="cpu")
    assert code == 0, text
    version = json.loads((where.path / out / "results.jsonl").read_text().splitlines()[0])["version"]
    assert version == REVISION, version
    return "of version " + version


def jupyter_serves_any_user(where):
    return jupyter_serves(where.stranger())


def git_and_sudo_work(where):
    code, text = _output(where, "sh", "-c", "git --version && sudo -n id -u")
    assert code == 0 and text.endswith("\n0"), text
    return text.splitlines()[0]


def doctor_is_content(where):
    code, text = _output(where, "environment/ihct", "doctor", IHCT_DEVICE="cpu")
    assert code == 0, text
    return text


def missing_gpu_is_told(where):
    code, text = _output(where, "environment/ihct", "data", "--data", "simulated")
    assert code == 2 and "NVIDIA" in text and "IHCT_DEVICE=cpu" in text, text
    return text


def jupyter_serves(where):
    token = secrets.token_hex(8)
    with tempfile.TemporaryFile("w+") as log:
        server = where.start(where.entrypoint, {"JUPYTER_TOKEN": token},
                             stdout=log, stderr=subprocess.STDOUT)
        try:
            seconds = _becomes_healthy(where, server)
            assert _status("/api/contents") == 403, "without the token it answers"
            assert _status("/api/contents", "wrong") == 403, "with a wrong token it answers"
            names = [entry["name"] for entry in _get("/api/contents", token)["content"]]
            assert any(name.endswith(".ipynb") for name in names), names
            kernels = _get("/api/kernelspecs", token)["kernelspecs"]
            assert "java" in kernels, list(kernels)
            return (f"healthy after {seconds:.0f} s, no token 403, kernel "
                    f"{kernels['java']['spec']['display_name']}, {len(names)} files")
        except (AssertionError, OSError) as problem:
            log.seek(0)
            raise AssertionError(f"{problem}\n{log.read()[-2000:]}") from problem
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(PATIENCE_SECONDS)


def _becomes_healthy(where, server):
    start = time.monotonic()
    while where.run(where.health, stderr=subprocess.DEVNULL)[0]:
        assert server.poll() is None, f"it ended with {server.returncode}"
        assert time.monotonic() - start < PATIENCE_SECONDS, "it does not become healthy"
        time.sleep(0.5)
    return time.monotonic() - start


def _request(path, token):
    headers = {"Authorization": "token " + token} if token else {}
    return urllib.request.Request(ADDRESS + path, headers=headers)


def _status(path, token=""):
    try:
        with urllib.request.urlopen(_request(path, token), timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def _get(path, token):
    with urllib.request.urlopen(_request(path, token), timeout=20) as answer:
        return json.load(answer)
