"""Small tables of songs for runs of seconds, and what came of them."""

import csv
import json
import random

#: What of a result is never the same twice.
_DIFFER = ("trainSeconds", "samplesPerSecond", "evaluateSeconds", "peakHeapMiB", "peakResidentMiB")

#: What run needs to be told of those that write makes.
OPTIONS = ["--features", "a,b,c", "--label", "genre", "--min-per-genre", "1", "--split", "row",
           "--batch", "16"]

#: Feature → its least and largest value in the tables that publish makes.
_USUAL = {"duration_ms": (120_000, 300_000), "popularity": (5, 80), "acousticness": (0, 1),
          "danceability": (0, 1), "energy": (0, 1), "instrumentalness": (0, 1), "liveness": (0, 1),
          "loudness": (-20, -3), "speechiness": (0, 1), "tempo": (70, 180), "valence": (0, 1)}


def write(file, rows=300, genres=6, label="genre", group=None, split=None):
    """A table of three features, which follow the genre; if asked with groups of three rows, and
    with a published split of a fifth to test on."""
    numbers = random.Random(4)
    lines = [",".join(filter(None, ["a", "b", "c", label, group, split]))]
    for row in range(rows):
        genre = row % genres
        lines.append(f"{genre + numbers.gauss(0, 1)},{genre % 4 + numbers.gauss(0, 1)},"
                     f"{numbers.gauss(0, 1)},g{genre}" + (f",s{row // 3}" if group else "")
                     + (f",{'test' if row % 5 == 0 else 'train'}" if split else ""))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def arff(file):
    """A table in Weka's format, with classes that have tiers."""
    paths = ("a/b/c", "a/b/d", "a/e", "f")
    lines = ["@relation calls", "@attribute f1 numeric", "@attribute f2 numeric",
             f"@attribute class hierarchical {','.join(paths)}", "@data"]
    lines += [f"{row},{row % 7},{paths[row % len(paths)]}" for row in range(40)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def publish(file, genres):
    """A table under the headers of dataset.csv, with a song for each entry of genres."""
    numbers = random.Random(3)
    with open(file, "w", encoding="utf-8") as table:
        table.write(f"track_id,artists,track_genre,{','.join(_USUAL)}\n")
        for row, genre in enumerate(genres):
            quoted = genre.replace('"', '""')
            cells = ",".join(f"{numbers.uniform(*limits):.6f}" for limits in _USUAL.values())
            table.write(f't{row},a{row},"{quoted}",{cells}\n')


def records(file, table):
    """The rows of a table as JSON lines."""
    with open(table, encoding="utf-8") as rows, open(file, "w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in csv.DictReader(rows))


def figures(out, name="results.jsonl"):
    """The lines of a folder's results without times and memory."""
    lines = (out / name).read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        for name in _DIFFER:
            record.pop(name)
        for epoch in record["curve"]:
            epoch.pop("seconds")
    return records
