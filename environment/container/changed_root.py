"""A folder that commands see as their root, as in a container."""

import contextlib
import copy
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import dockerfile

SYSTEM = ("proc", "dev", "sys")
PROXIES = ("http_proxy", "https_proxy", "no_proxy")


class StepFailed(Exception):
    """A RUN step ended with an error."""


class ChangedRoot:
    """The folder, and what the steps so far have set: variables, user, working folder.

    Arguments are those that docker build takes by --build-arg.
    """

    def __init__(self, path, arguments=()):
        self.path = Path(path)
        self.user = "root"
        self.folder = "/"
        self.variables = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        self.arguments = {}
        self.given = dict(arguments)
        self.entrypoint = []
        self.health = []
        self.mounts = []

    def trust(self, authorities):
        """Puts certificates where Debian takes them from when ca-certificates is installed."""
        for file in authorities:
            target = self.path / "usr/local/share/ca-certificates" / (file.stem + ".crt")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        for name in ("resolv.conf", "hosts"):  # Docker gives containers the host's, too
            shutil.copy(Path("/etc", name), self.path / "etc" / name)

    def take(self, step, context):
        """Does what Docker does for a step."""
        if step.word == "RUN":
            with self.mounted():
                code, text = self.run(
                    step.run(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                    variables={**self.arguments, **{
                        k: v for k, v in os.environ.items() if k.lower() in PROXIES}})
            if code:
                raise StepFailed(f"{step.text}\n{text[-4000:]}\nended with {code}")
        elif step.word == "COPY":
            self._copy(step, context)
        else:
            self.note([step])

    def note(self, steps):
        """Remembers what steps set, without doing anything."""
        for step in steps:
            if step.word == "ENV":
                self.variables.update(step.variables())
            elif step.word == "ARG":
                self.arguments.update({k: self.given.get(k, v) for k, v in step.variables().items()})
            elif step.word == "USER":
                self.user = step.text
            elif step.word == "WORKDIR":
                self.folder = step.text
            elif step.word == "ENTRYPOINT":
                self.entrypoint = step.argv()
            elif step.word == "HEALTHCHECK":
                self.health = dockerfile.Step("CMD", step.text.split("CMD ", 1)[1]).run()

    def _copy(self, step, context):
        *sources, target = step.words()
        target = self.path / os.path.join(self.folder, target).lstrip("/")
        owner = self._account(step.options().get("chown", "root").split(":")[0])
        for file in dockerfile.Ignored(context / ".dockerignore").files(context):
            for source in sources:
                if source == file:
                    self._put(context / file, target / Path(file).name, owner)
                elif source == "." or file.startswith(source + "/"):
                    self._put(context / file, target / os.path.relpath(file, source), owner)

    def _put(self, file, target, owner):
        missing = [folder for folder in target.parents if not folder.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
        for path in [*missing, target]:
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _account(self, user):
        if user.isdigit():  # a number needs no account
            return pwd.struct_passwd(["", "", int(user), int(user), "", "/", ""])
        for line in (self.path / "etc/passwd").read_text().splitlines():
            fields = line.split(":")
            if fields[0] == user:
                return pwd.struct_passwd(
                    [*fields[:2], int(fields[2]), int(fields[3]), *fields[4:]])
        raise LookupError(f"no user {user} in the image")

    def start(self, command, variables=(), entering=None, **how):
        """Starts a command inside, as the user and where the steps say; it calls entering first."""
        account = self._account(self.user)
        where = str(self.path)

        def enter():
            if entering:
                entering()
            os.chroot(where)
            os.chdir(self.folder)
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)

        environment = {
            "HOME": account.pw_dir,
            "TINI_SUBREAPER": "1",  # here it is not process 1
            **self.variables,
            **dict(variables),
        }
        return subprocess.Popen(
            command, preexec_fn=enter, start_new_session=True, stdin=subprocess.DEVNULL,
            env=environment, **how)

    def run(self, command, variables=(), **how):
        """Runs a command inside to its end; gives its exit code and what it printed."""
        process = self.start(command, variables, text=True, **how)
        output = process.communicate()[0] or ""
        return process.returncode, output

    def stranger(self):
        """The same for a user who has a number alone, as by docker run --user or on a hub."""
        other = copy.copy(self)
        other.user = "12345"
        return other

    @contextlib.contextmanager
    def mounted(self):
        """Lends the folders of the system, and takes them back."""
        self.bind(self.path, "")  # as in a container, / is then a mount with a size
        for name in SYSTEM:
            self.bind(Path("/", name), name)
        try:
            yield
        finally:
            self.unmount()

    def bind(self, source, name, read_only=False):
        target = self.path / name
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--rbind", "--make-rslave", source, target], check=True)
        self.mounts.append(target)
        if read_only:
            subprocess.run(["mount", "-o", "remount,bind,ro", target], check=True)

    def unmount(self):
        while self.mounts:
            # A failure must be heard: what is still mounted here are the system's own folders.
            subprocess.run(["umount", "--recursive", "--lazy", self.mounts[-1]], check=True)
            self.mounts.pop()

    def megabytes(self):
        size = subprocess.run(["du", "-smx", self.path], capture_output=True, text=True, check=True)
        return int(size.stdout.split()[0])
