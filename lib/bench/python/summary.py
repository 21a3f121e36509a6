"""The table that people read, and the JSON for programs."""

import statistics

from pairs import seconds

HEADINGS = ("what", "size", "peer", "ratio (least–most)", "aim", "", "time", "peak, ours / peer",
            "products' share")


def lines(outcome):
    """The lines below the pairs of one row."""
    if outcome.problem:
        return ""
    parts = []
    if outcome.ratios:
        parts.append(f"median {statistics.median(outcome.ratios):.2f}, least "
                     f"{min(outcome.ratios):.2f}, most {max(outcome.ratios):.2f}")
    parts.append(f"peak {_memory(outcome)}")
    if outcome.row.same:
        parts.append("same result")
    if outcome.near_limit:
        parts.append(f"matrix products alone take {outcome.near_limit:.0%} of the time")
    return "\n".join(["  " + "; ".join(parts), *_profile(outcome.profile)])


def _profile(profile):
    """Where our time goes, a line each for the threads and the compilers."""
    if not profile:
        return []
    places = ", ".join(f"{share:.0%} {place}" for place, share in profile["places"].items())
    return [f"  our time: {places or 'too short for samples'} ({profile['samples']:,} samples)",
            f"  processor time: {profile['processorSeconds']:.3g} s, of which the JVM's compilers "
            f"took {profile['compilerShare']:.0%}"]


def table(outcomes):
    cells = [HEADINGS, ("---",) * len(HEADINGS), *map(_cells, outcomes)]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells)


def _cells(outcome):
    row = outcome.row
    start = (row.what, row.title, row.peer or "–")
    if outcome.problem:
        return (*start, "–", _aim(row), "not measured", "–", "–", "–")
    ratios = outcome.ratios
    return (
        *start,
        f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else "–",
        _aim(row),
        _verdict(outcome),
        _seconds(outcome.seconds),
        _memory(outcome),
        f"{outcome.near_limit:.0%}" if outcome.near_limit else "–")


def _aim(row):
    aims = []
    if row.at_least is not None:
        aims.append(f"≥ {row.at_least:g}")
    if row.at_most is not None:
        aims.append(f"≤ {row.at_most:g} × the time")
    if row.seconds is not None:
        aims.append(f"≤ {row.seconds:g} s")
    if row.peak_mib is not None:
        aims.append(f"≤ {row.peak_mib:,.0f} MiB")
    return ", ".join(aims) or "–"


def _verdict(outcome):
    if _aim(outcome.row) == "–":
        return "–"
    return "missed: " + ", ".join(outcome.missed) if outcome.missed else "met"


def _seconds(value):
    return f"{value:.3g} s"


def _memory(outcome):
    peaks = (outcome.peak, outcome.other_peak) if outcome.other else (outcome.peak,)
    return " / ".join("?" if peak is None else f"{peak:,.0f}" for peak in peaks) + " MiB"


def as_json(outcome):
    row = outcome.row
    result = {"what": row.what, "size": row.title, "peer": row.peer or None, "atLeast": row.at_least,
              "atMost": row.at_most, "secondsAtMost": row.seconds, "peakMiBAtMost": row.peak_mib,
              "javaOptions": list(row.ours.java_options)}
    if outcome.problem:
        return {**result, "problem": outcome.problem}
    result.update(
        missed=outcome.missed, seconds=outcome.seconds, peakMiB=outcome.peak,
        ours=[_plain(each) for each in outcome.ours], versions=outcome.ours[0]["versions"])
    if outcome.other:
        result.update(
            ratios=outcome.ratios, median=statistics.median(outcome.ratios),
            same={name: str(tolerance) for name, tolerance in row.same.items()},
            peerEnvironment=outcome.peer_environment, peerPeakMiB=outcome.other_peak, theirs=[_plain(each) for each in outcome.other],
            peerVersions=outcome.other[0]["versions"])
    if outcome.profile:
        result["profile"] = outcome.profile
    if outcome.near_limit:
        result["productsShare"] = outcome.near_limit
    return result


def _plain(side):
    return {"seconds": side["seconds"], "items": side["items"], "median": seconds(side),
            "peakMiB": side.get("peakMiB"), "limitSeconds": side.get("limitSeconds")}
