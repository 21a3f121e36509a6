"""scikit-learn's decision tree with the entropy criterion, depth 16."""

import numpy
import sklearn
from sklearn.tree import DecisionTreeClassifier

from side import Side

BATCH = 256


def read(file):
    rows, d, genres = (int(each) for each in numpy.fromfile(file, dtype="<i4", count=3))
    features = numpy.fromfile(file, dtype="<f4", offset=12, count=rows * d).reshape(rows, d)
    genre = numpy.fromfile(file, dtype="<i4", offset=12 + 4 * rows * d)
    return features, genre, genres


def fit(features, genre):
    tree = DecisionTreeClassifier(criterion="entropy", max_depth=16, random_state=1)
    return tree.fit(features, genre)


def main():
    side = Side()
    side.version(numpy, sklearn)
    features, genre, _ = read(side.settings["songs"])
    trained = side.number("train")
    fit(features[:500], genre[:500])
    side.items = trained
    for _ in range(side.number("runs")):
        tree = side.timed(lambda: fit(features[:trained], genre[:trained]))
    right = 0
    for start in range(trained, len(genre), BATCH):
        rows = slice(start, start + BATCH)
        right += int((tree.predict(features[rows]) == genre[rows]).sum())
    side.proof["training rows"] = [trained]
    side.proof["accuracy on other rows"] = [right / (len(genre) - trained)]
    side.print()


main()
