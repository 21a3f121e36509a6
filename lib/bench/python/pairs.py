"""Measures a row: both sides in turn, and no ratio unless they computed the same."""

import statistics

from processes import Failed


class Refused(Exception):
    """The sides did not compute the same; the message says in what they differ."""


def check_same(row, one, other):
    """Compares the proofs of two sides."""
    _check(row.same, row.ours.peer, one["proof"], row.other.peer, other["proof"])


def check_repeated(row, first, now):
    """Our side must give the same numbers, bit for bit, in every process."""
    same = first["proof"].keys()
    for name in same:
        if first["proof"][name] != now["proof"].get(name):
            raise Refused(f"{row.ours.peer} got another {name} in another run")


def _check(tolerances, one_name, one, other_name, other):
    for name, tolerance in tolerances.items():
        if name not in one or name not in other:
            missing = one_name if name not in one else other_name
            raise Refused(f"{missing} does not tell its {name}")
        if len(one[name]) != len(other[name]):
            raise Refused(f"{name}: {one_name} has {len(one[name])} numbers, {other_name} "
                          f"{len(other[name])}")
        for i, (a, b) in enumerate(zip(one[name], other[name])):
            if not tolerance.allows(a, b):
                raise Refused(f"{name}, number {i + 1} of {len(one[name])}: {one_name} has {a!r}, "
                              f"{other_name} has {b!r}; they {tolerance}")


def throughput(side):
    return side["items"] / statistics.median(side["seconds"])


def seconds(side):
    return statistics.median(side["seconds"])


class Outcome:
    """What came out of a row."""

    def __init__(self, row):
        self.row = row
        self.ours, self.other = [], []
        self.problem = None
        self.peer_environment = {}
        self.profile = None

    @property
    def ratios(self):
        """Of throughputs, ours / other; of times for a row that compares sizes."""
        if self.row.at_most is not None:
            return [seconds(a) / seconds(b) for a, b in zip(self.ours, self.other)]
        return [throughput(a) / throughput(b) for a, b in zip(self.ours, self.other)]

    @property
    def peak(self):
        return _peak(self.ours)

    @property
    def other_peak(self):
        return _peak(self.other)

    @property
    def seconds(self):
        return statistics.median(map(seconds, self.ours))

    @property
    def near_limit(self):
        """The share of our time that its matrix products take alone."""
        shares = [each["limitSeconds"] / seconds(each) for each in self.ours
                  if "limitSeconds" in each]
        return statistics.median(shares) if shares else None

    @property
    def missed(self):
        """The aims that were missed, in words; none if all are met."""
        row, missed = self.row, []
        if row.at_least is not None and statistics.median(self.ratios) < row.at_least:
            missed.append("ratio")
        if row.at_most is not None and statistics.median(self.ratios) > row.at_most:
            missed.append("time")
        if row.seconds is not None and self.seconds > row.seconds:
            missed.append("time")
        if row.peak_mib is not None and self.peak is not None and self.peak > row.peak_mib:
            missed.append("memory")
        return missed


def _peak(sides):
    peaks = [each["peakMiB"] for each in sides if "peakMiB" in each]
    return max(peaks) if peaks else None


def measure(row, processes, count, tell, profiled=False):
    """Runs a row; never raises for what a side did, but keeps it as the outcome's problem.

    A row that misses its aim is run once more to see where its time goes; if profiled, any row.
    """
    outcome = Outcome(row)
    try:
        _measure(row, processes, count if row.other else 1, outcome, tell)
        if (profiled or outcome.missed) and not row.ours.is_python:
            outcome.profile = processes.profile(row.ours)
    except (Failed, Refused) as problem:
        outcome.problem = str(problem)
        if isinstance(problem, Refused):
            outcome.problem = "not the same result, so no ratio: " + outcome.problem
        outcome.ours.clear()
        outcome.other.clear()
        tell("  " + outcome.problem)
    return outcome


def _measure(row, processes, count, outcome, tell):
    first = None
    for pair in range(0 if row.other else 1, count + 1):  # pair 0 warms the machine up
        ours = processes.measure(row.ours, {})
        first = first or ours
        check_repeated(row, first, ours)
        if pair == 0:
            outcome.peer_environment = _fastest(row, processes)
            continue
        other = processes.measure(row.other, outcome.peer_environment) if row.other else None
        if other and row.same:
            check_same(row, ours, other)
        outcome.ours.append(ours)
        if other:
            outcome.other.append(other)
            tell(f"  pair {pair}: {seconds(ours):9.4f} s  {seconds(other):9.4f} s  "
                 f"ratio {outcome.ratios[-1]:.2f}")
        else:
            tell(f"  alone:  {seconds(ours):9.4f} s")


def _fastest(row, processes):
    """The environment in which the peer is fastest, out of those worth trying."""
    return min(row.other.environments,
               key=lambda each: seconds(processes.measure(row.other, each)))
