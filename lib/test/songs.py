"""Small tables of songs for runs of seconds."""

import random

#: What run needs to be told of them.
OPTIONS = ["--features", "a,b,c", "--label", "genre", "--min-per-genre", "1", "--split", "row",
           "--batch", "16"]


def write(file, rows=300, genres=6):
    numbers = random.Random(4)
    lines = ["a,b,c,genre"]
    for row in range(rows):
        genre = row % genres
        lines.append(f"{genre + numbers.gauss(0, 1)},{genre % 4 + numbers.gauss(0, 1)},"
                     f"{numbers.gauss(0, 1)},g{genre}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
