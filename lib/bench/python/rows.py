"""What is measured: one row for everything that the library promises to be good at.

A row names both sides, the numbers in which they must agree before a ratio may be printed, and what
the library aims at.
"""

import dataclasses
import hashlib
from typing import Optional


@dataclasses.dataclass(frozen=True)
class Data:
    """A file that Data.java writes once, for both sides."""

    kind: str
    settings: tuple

    @property
    def name(self):
        values = "-".join(f"{name}{value}" for name, value in self.settings)
        if len(values) > 80:
            values = hashlib.sha256(values.encode()).hexdigest()[:16]
        return f"{self.kind}-{values}.{'csv' if self.kind == 'csv' else 'bin'}" + (
            ".gz" if ("packed", "gz") in self.settings else "")


    def setting(self, name):
        return dict(self.settings)[name]


def data(kind, **settings):
    return Data(kind, tuple(settings.items()))


@dataclasses.dataclass(frozen=True)
class Side:
    """A process: a program of a peer, with its settings. A setting that is Data is a file."""

    peer: str
    program: str  # "linkage" for a side of Side.java, "linkage_python.py" for one in Python
    settings: dict
    java_options: tuple = ()
    modules: tuple = ()  # of Python
    torch: bool = False  # needs PyTorch's libraries in Java
    mkl: bool = False  # computes products by Intel's library instead of OpenBLAS
    #: Settings of the environment, of which the warm-up pair finds out the fastest.
    environments: tuple = ({},)

    @property
    def is_python(self):
        return self.program.endswith(".py")

    @property
    def is_ours(self):
        return self.peer in ("ihct", "itself")


@dataclasses.dataclass(frozen=True)
class Tolerance:
    """How far two numbers of one name may lie apart."""

    amount: float
    relative: bool

    def allows(self, one, other):
        scale = max(abs(one), abs(other)) if self.relative else 1
        return abs(one - other) <= self.amount * scale  # false if one is not a number

    def __str__(self):
        if not self.amount:
            return "must be equal"
        return f"may differ by {self.amount:g}" + (" of their size" if self.relative else "")


EQUAL = Tolerance(0, False)


def within(amount):
    return Tolerance(amount, False)


def nearly(share):
    return Tolerance(share, True)


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table. Without another side, what counts are the limits alone."""

    what: str
    title: str
    ours: Side
    other: Optional[Side] = None
    same: dict = dataclasses.field(default_factory=dict)  # name of a proof → Tolerance
    at_least: Optional[float] = None  # ratio of throughputs, ours / other
    at_most: Optional[float] = None  # ratio of times, ours / other
    peak_mib: Optional[float] = None  # of ours
    seconds: Optional[float] = None  # of ours

    @property
    def peer(self):
        return self.other.peer if self.other else ""


# Threads of OpenMP that wait for each other spin, or sleep: spinning is faster on an idle machine,
# and much slower beside anything else. Peers get what is faster for them here and now.
OPENMP = ({}, {"OMP_WAIT_POLICY": "passive"})

HIDDEN = "11x256,256x256,256x256"


def dense(small):
    if small:
        return [_dense_row(200, 256, 20, peer) for peer in ("pytorch", "dl4j")]
    return [
        _dense_row(5238, batch, steps, peer, mkl, at_least)
        for batch, steps in ((1024, 60), (256, 120))
        for peer, mkl, at_least in (
            ("pytorch", False, 1.0), ("pytorch", True, 1.5), ("dl4j", False, None))]


def _dense_row(genres, batch, steps, peer, mkl=False, at_least=None):
    settings = _net(genres, f"{HIDDEN},256x{genres}", batch, steps // 3, steps)
    return Row(
        "dense", f"training step, 11→3×256→{genres:,}, batch {batch}" + (", with MKL" if mkl else ""),
        Side("ihct", "dense", settings, mkl=mkl),
        Side(peer, "dense", settings, torch=peer == "pytorch", environments=OPENMP),
        {"losses without dropout": within(1e-4)}, at_least=at_least)


def many(small):
    genres, batches, steps = (3000, [128], 20) if small else (100000, [1024, 256], 200)
    return [_many_row(genres, batch, steps, small) for batch in batches]


def _many_row(genres, batch, steps, small):
    warm = steps // 10
    settings = {
        "songs": data("songs", genres=genres, rows=max(4 * genres, batch * (warm + steps))),
        "batch": batch, "warm": warm, "steps": steps}
    return Row(
        "many", f"training step of the tree softmax, 11→3×256→{genres:,}, batch {batch}; against Dense's",
        Side("ihct", "many-tree", settings), Side("itself", "many-dense", settings),
        at_least=None if small else 20, peak_mib=None if small else 4 * 1024)


def stacknet(small):
    genres, train = (100, 2048) if small else (5238, 65000)
    batch = 256 if small else 1024
    sizes, inputs = [], 11
    for clusters in _powers_of_two(genres):
        sizes.append(f"{inputs}x256,256x256,256x256,256x{clusters}")
        inputs += clusters
    settings = {
        "songs": data("songs", genres=genres, rows=max(train, 50 * genres)),
        "weights": data("weights", sizes=",".join(sizes)), "sizes": ",".join(sizes),
        "genres": genres, "batch": batch, "train": train}
    return [Row(
        "stacknet", f"one epoch, {train:,} rows, {len(sizes)} tiers to {genres:,}",
        Side("ihct", "stacknet", settings),
        Side("pytorch", "stacknet", settings, torch=True, environments=OPENMP),
        # Dropout and the first weights are drawn otherwise.
        {"probabilities": nearly(1e-4), "mean losses of the tiers": within(0.1)},
        at_least=None if small else 1.3)]


def _powers_of_two(genres):
    tiers = [2 ** i for i in range(1, genres.bit_length()) if 2 ** i < genres]
    return [*tiers, genres]


def rnn(small):
    batch, steps = (64, 10) if small else (256, 40)
    settings = _rnn(200 if small else 5238, 8 if small else 64, batch, steps // 3, steps)
    tiers, children = settings["weights"].setting("tiers"), settings["children"]
    return [Row(
        "rnn", f"training step, {tiers} tiers, O = {children}, batch {batch}",
        Side("ihct", "rnn", settings),
        Side("pytorch", "rnn", settings, torch=True, environments=OPENMP),
        {"losses without dropout": within(1e-4)}, at_least=None if small else 2.0)]


def _rnn(genres, children, batch, warm, steps):
    return {
        "songs": data("songs", genres=genres, rows=max(50 * genres, batch * (warm + steps))),
        "weights": data("rnn", d=11, children=children, tiers=len(_powers_of_two(genres))),
        "genres": genres, "children": children, "batch": batch, "warm": warm, "steps": steps,
        "proofs": 10}


def decode(small):
    genres, children, batch = (200, 8, 256) if small else (5238, 64, 1024)
    same = {"probabilities": nearly(1e-4), "sum of probabilities": nearly(1e-4)}
    return [
        Row("decode", f"probabilities of {genres:,} leaves by {title}, batch {batch}",
            Side("ihct", program, settings),
            Side("pytorch", program, settings, torch=True, environments=OPENMP),
            same, at_least=None if small else 1.3)
        for title, program, settings in (
            ("Dense", "decode-dense", _net(genres, f"{HIDDEN},256x{genres}", batch, 200 if small else 20, 40)),
            ("the RNN, exactly", "decode-rnn", _rnn(genres, children, batch, 5, 10)))]


def _net(genres, sizes, batch, warm, steps):
    return {
        "songs": data("songs", genres=genres, rows=max(50 * genres, batch * (warm + steps))),
        "weights": data("weights", sizes=sizes), "sizes": sizes, "batch": batch, "warm": warm,
        "steps": steps, "proofs": 10}


RULES = {"complete": "complete", "wpgma": "WPGMA", "upgma": "UPGMA", "single": "single"}


def linkage(small):
    if small:
        return [_linkage_row(1000, "complete", "scipy"), _linkage_row(1000, "upgma", "fastcluster"),
                _linkage_row(1000, "single", "smile")]
    rules = [rule for rule in RULES if rule != "single"]
    return [
        *(_linkage_row(5238, rule, peer, 3.0 if peer == "scipy" else None)
          for rule in rules for peer in ("scipy", "fastcluster", "smile")),
        *(_linkage_row(20000, rule, peer, 4.0 if peer == "scipy" else None)
          for rule in rules for peer in ("scipy", "fastcluster")),
        _linkage_row(20000, "single", "scipy", 3.0),
        _linkage_alone(50000, "single", 300, ("-Xmx128m",)),
        _linkage_alone(50000, "upgma", 6 * 1024, ("-Xmx5600m",))]


def _linkage_settings(n, rule, runs):
    # The compiler warms up on the whole where that takes a second, and on a part of more.
    return {"points": data("points", n=n, d=11), "rule": rule, "runs": runs,
            "warm": n if n <= 10000 else 2000}


def _linkage_row(n, rule, peer, aimed=None):
    settings = _linkage_settings(n, rule, 1 if n > 10000 else 3)
    program = "linkage" if peer == "smile" else "linkage_python.py"
    # Smile keeps distances in single precision.
    tolerance = nearly(1e-5 if peer == "smile" else 1e-6)
    return Row(
        "linkage", f"{RULES[rule]}, {n:,} × 11",
        Side("ihct", "linkage", settings),
        Side(peer, program, {**settings, "peer": peer},
             modules=() if peer == "smile" else ("numpy", "scipy") + (
                 ("fastcluster",) if peer == "fastcluster" else ())),
        {"sum of heights": tolerance, "cophenetic distances": tolerance},
        at_least=aimed,
        peak_mib=1.8 * 1024 if n == 20000 else None)


def _linkage_alone(n, rule, peak, options):
    return Row(
        "linkage", f"{RULES[rule]}, {n:,} × 11",
        Side("ihct", "linkage", _linkage_settings(n, rule, 1), options),
        peak_mib=peak)


def tree(small):
    genres, trained, tested = (100, 6000, 1500) if small else (1000, 60000, 15000)
    songs = data("songs", genres=genres, rows=trained + tested)
    settings = {"songs": songs, "train": trained, "runs": 1, "warm": 3}
    ours = Side("ihct", "tree", settings)
    rows = [Row(
        "tree", f"depth 16, {trained:,} × 11, {genres:,} classes", ours,
        Side("scikit-learn", "tree_sklearn.py", settings, modules=("numpy", "sklearn")),
        {"training rows": EQUAL, "accuracy on other rows": within(0.015 if small else 0.003)},
        at_least=None if small else 50)]
    if not small:
        large = data("songs", genres=5238, rows=523238)
        rows.append(Row(
            "tree", "depth 16, 508,000 × 11, 5,238 classes; its time against that of the row above",
            Side("ihct", "tree", {**settings, "songs": large, "train": 508000}),
            dataclasses.replace(ours, peer="itself"),
            at_most=12, peak_mib=3 * 1024))
        rows.append(Row(
            "tree", "forest of 50 trees, depth 16, 508,000 × 11, 5,238 classes",
            Side("ihct", "forest", {"songs": large, "train": 508000}, ("-Xmx5g",)),
            peak_mib=6 * 1024))
    return rows


LOADED = ["duration_ms", "popularity", "acousticness", "danceability", "energy",
          "instrumentalness", "liveness", "loudness", "speechiness", "tempo", "valence"]


def load(small):
    rows = 20000 if small else 1000000
    result = []
    for packed, title in (("plain", "plain"), ("gz", "gz")):
        settings = {
            "csv": data("csv", rows=rows, packed=packed), "rows": rows, "runs": 1, "warm": 1}
        peers = ("pandas", "pandas-columns")
        for peer in peers[packed == "gz":][:1] if small else peers:
            result.append(Row(
                "load", f"{rows:,} rows × 21 columns, {title}",
                Side("ihct", "load", settings),
                Side(peer, "load_pandas.py", {**settings, "peer": peer}, modules=("pandas",)),
                # pandas rounds the last digit of numbers otherwise.
                {"rows": EQUAL, **{f"sum of {name}": nearly(1e-9) for name in LOADED}},
                at_least=2.0 if peer == "pandas" and not small else None))
    return result


def kernel(_):
    same = {"answer": EQUAL}
    return [Row(
        "kernel", "start to first result; against itself with the JDK's shared classes alone",
        Side("ihct", "kernel_start.py", {"sharing": "on"}, modules=("jupyter_client",)),
        Side("itself", "kernel_start.py", {"sharing": "off"},
             modules=("jupyter_client",)),
        same, seconds=4)]


WHAT = {"dense": dense, "many": many, "rnn": rnn, "stacknet": stacknet, "decode": decode, "linkage": linkage, "tree": tree, "load": load, "kernel": kernel}


# What --peers calls rows without another side.
ALONE = "alone"


def chosen(what, peers, small):
    """The rows of some kinds, and of some peers if any is named."""
    rows = [row for each in what for row in WHAT[each](small)]
    return [row for row in rows if not peers or (row.peer or ALONE) in peers]


def all_peers():
    return sorted({row.peer or ALONE for what in WHAT.values() for small in (True, False)
                   for row in what(small)})
