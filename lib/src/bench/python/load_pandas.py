#!/usr/bin/env python3
"""Times pandas.read_csv of a table of songs with its default options.

Usage: load_pandas.py FILE [--columns]

Prints one line of JSON: seconds of the call alone, peak memory of the process, and a checksum to
hold against ours: the rows that are left after rows without a feature or a genre and repeated
(track, genre) are dropped, and the sum of each feature over them. The checksum is not timed. With
--columns only the columns that we need are read.
"""

import json
import resource
import sys
import time

import pandas

FEATURES = [
    "duration_ms",
    "popularity",
    "acousticness",
    "danceability",
    "energy",
    "instrumentalness",
    "liveness",
    "loudness",
    "speechiness",
    "tempo",
    "valence",
]
NAMES = ["track_id", "artists", "track_genre"]


def main():
    path = sys.argv[1]
    columns = NAMES + FEATURES if "--columns" in sys.argv[2:] else None
    start = time.perf_counter()
    table = pandas.read_csv(path, usecols=columns)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = table.dropna(subset=FEATURES + ["track_genre"])
    kept = kept.drop_duplicates(["track_id", "track_genre"])
    print(
        json.dumps(
            {
                "seconds": seconds,
                "peak_mib": peak,
                "pandas": pandas.__version__,
                "rows_read": len(table),
                "rows": len(kept),
                "sums": {name: float(kept[name].sum()) for name in FEATURES},
            }
        )
    )


if __name__ == "__main__":
    main()
