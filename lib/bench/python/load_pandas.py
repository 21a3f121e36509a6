"""pandas.read_csv: the whole table, or only the columns that songs are made of."""

import math

import pandas

from side import Side

FEATURES = ["duration_ms", "popularity", "acousticness", "danceability", "energy",
            "instrumentalness", "liveness", "loudness", "speechiness", "tempo", "valence"]
KEYS = ["track_id", "artists", "track_genre"]


def main():
    side = Side()
    side.version(pandas)
    file = side.settings["csv"]
    options = {"usecols": FEATURES + KEYS} if side.settings["peer"] == "pandas-columns" else {}
    for _ in range(side.number("warm")):
        pandas.read_csv(file, **options)
    for _ in range(side.number("runs")):
        table = None
        table = side.timed(lambda: pandas.read_csv(file, **options))
    side.items = len(table)
    # Songs leave out rows without a feature, and those that repeat a track with its genre.
    table = table.dropna(subset=FEATURES).drop_duplicates(["track_id", "track_genre"])
    side.proof["rows"] = [len(table)]
    for feature in FEATURES:
        side.proof[f"sum of {feature}"] = [math.fsum(table[feature])]
    side.print()


main()
