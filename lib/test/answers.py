"""Answers to the exercises as readers write them: right ones in several forms, and wrong ones.

An answer that ends with ; or } is the whole cell; any other stands in place of the stub's null.
The first right one is the solution in a teacher's pages (environment/run --solutions).
"""

# By notebook and exercise: what must be taken, and what must be refused with help.
ANSWERS = {
    "01-data": {
        "exercise-1": (["2", "2.0", "2f", '"2,0"'], ["3", "98", '"two"', "List.of(2)"]),
        "exercise-2": (["0.5", '"1/2"', '"50 %"', "5.0 / 10"], ["0.6", "1 / 2", "50", '"60 %"']),
        "exercise-3": (["0", "0.0", '"0"'], ["1", "Double.NaN"]),
        "exercise-4": (
            ["Arrays.stream(test.rowsPerGenre()).max().getAsInt() / (double) test.size()",
             "(float) 0 + 1.0 * Arrays.stream(test.rowsPerGenre()).max().getAsInt() / test.size()"],
            ["Arrays.stream(test.rowsPerGenre()).max().getAsInt() / test.size()",
             "test.rowsPerGenre()[-1]"]),
    },
    "02-ihct": {
        "exercise-1": (["30", "30.0", "30L", '"30"'], ["21", "26.0"]),
        "exercise-2": (["3", "3L", "3.0"], ["6", "2"]),
        "exercise-3": (["double[] p = {1, 2}, q = {2, 4};"],
                       ["double[] p = {1, 2}, q = {1, 2};", "double[] p = {1, 0}, q = {0, 1};",
                        "double[] p = {1, 2}, q = {1};", "double[] p = {0, 0}, q = {1, 1};"]),
        "exercise-4": (["tree.merges().get(tree.leaves() - k - 1).height()"],
                       ["tree.merges().get(k).height()", "0", "tree.merges().get(-k).height()"]),
        "exercise-5": (["double[] otherOrder = {1, 2, 3, 4, 5, 0};"],
                       ["double[] otherOrder = {0, 1, 2, 3, 4, 5};",
                        "double[] otherOrder = {0, 10, 20, 30, 40, 41};",
                        "double[] otherOrder = {1, 2, 3, 4, 5};"]),
    },
    "03-dense-baseline": {
        "exercise-1": (["8.6", "Math.log(5238)", '"8,6"'], ["8", "12.4"]),
        "exercise-2": (["0", "0.0", '"0 %"'], ["10", '"not at all"']),
        "exercise-3": (["2", "2.0", '"2"'], ["3", "5"]),
        "exercise-4": (
            ["double[] softmax(double[] logits) {\n"
             "    double most = Arrays.stream(logits).max().getAsDouble();\n"
             "    double[] e = Arrays.stream(logits).map(z -> Math.exp(z - most)).toArray();\n"
             "    double all = Arrays.stream(e).sum();\n"
             "    return Arrays.stream(e).map(x -> x / all).toArray();\n}"],
            ["Arrays.stream(logits).map(Math::exp).toArray()", "new double[0]"]),
        "exercise-5": (
            ["MultiLayerNetwork mine = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()\n"
             "    .seed(1).updater(new Adam(0.003)).list()\n"
             "    .layer(new DenseLayer.Builder().nOut(64).activation(Activation.TANH).build())\n"
             "    .layer(new OutputLayer.Builder().nOut(n).activation(Activation.SOFTMAX).build())\n"
             "    .setInputType(InputType.feedForward(d)).build());\n"
             "mine.init();\n"
             "for (int step = 0; step < 100; step++) {\n"
             "    Songs some = study.train().rows(draw.ints(256, 0, study.train().size()).toArray());\n"
             "    mine.fit(Nd4j.create(some.x()), FeatureUtil.toOutcomeMatrix(some.y(), n));\n}"],
            ["network", "new MultiLayerNetwork(network.getLayerWiseConfigurations().clone())"]),
    },
    "04-stacknet": {
        "exercise-1": (["73", "73L", "11 + 2 + 4 + 8 + 16 + 32"], ["137", "62"]),
        "exercise-2": (["13.3", "13.3f", '"13,3"'], ["20.8", "13"]),
        "exercise-4": (
            ["features + tree.schedule().subList(0, t - 1).stream().mapToLong(k -> k).sum()",
             "features + tree.schedule().stream().limit(t - 1).mapToInt(k -> k).sum()"],
            ["features", "tree.clusters(99)"]),
        "exercise-6": (
            ["MultiLayerNetwork mine = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()\n"
             "    .seed(1).updater(new Adam(0.003)).list()\n"
             "    .layer(new DenseLayer.Builder().nOut(64).activation(Activation.TANH).build())\n"
             "    .layer(new OutputLayer.Builder().nOut(n).activation(Activation.SOFTMAX).build())\n"
             "    .setInputType(InputType.feedForward(d + above)).build());\n"
             "mine.init();\n"
             "for (int step = 0; step < 100; step++) {\n"
             "    mine.fit(x, FeatureUtil.toOutcomeMatrix(batch.y(), n));\n}"],
            ["network", "new MultiLayerNetwork(network.getLayerWiseConfigurations().clone())"]),
    },
    "05-rnn": {
        "exercise-1": (["0.3", '"30 %"', '"3/10"', "0.5 * 0.6"], ["0.2", "30", "3 / 10"]),
        "exercise-2": (["4", "4L", "9 - 5"], ["3", "5"]),
        "exercise-4": (
            ["Number validShare(double[][] steps, Ihct tree) {\n"
             "    double share = 0;\n"
             "    for (int leaf = 0; leaf < tree.classes(); leaf++) {\n"
             "        share += steps[0][tree.path(leaf)[0]] * steps[1][tree.path(leaf)[1]];\n"
             "    }\n    return share;\n}"],
            ["1", "steps[9][0]"]),
        "exercise-6": (
            ["MultiLayerNetwork mine = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()\n"
             "    .seed(1).updater(new Adam(0.01)).list()\n"
             "    .layer(new LSTM.Builder().nOut(32).activation(Activation.TANH).build())\n"
             "    .layer(new RnnOutputLayer.Builder().nOut(o).activation(Activation.SOFTMAX).build())\n"
             "    .setInputType(InputType.recurrent(d)).build());\n"
             "mine.init();\n"
             "INDArray songs = Nd4j.create(batch.x()).castTo(DataType.FLOAT)\n"
             "        .reshape(64, d, 1).repeat(2, tiers);\n"
             "for (int step = 0; step < 60; step++) {\n"
             "    mine.fit(songs, labels);\n}"],
            ["network", "new MultiLayerNetwork(network.getLayerWiseConfigurations().clone())"]),
    },
    "06-results": {
        "exercise-1": (["445_000", "4.5e5", '"446,000"', "450000L"], ["1000", "44_500"]),
        "exercise-2": (['"rnn-greedy"', '"RNN-Greedy"', '" rnn greedy"'], ['"rnn"', '"dense"']),
        "exercise-4": (
            ["Interval.wilson(Math.min(first, second), songs).high()"
             " < Interval.wilson(Math.max(first, second), songs).low()"], ["true", "first != second"]),
    },
    "07-does-the-tree-help": {
        "exercise-1": (["0.047", "McNemar.of(3255, 3097).p()", '"4.7 %"'], ["0.5", "1"]),
        "exercise-2": (["1", "1.0", "1L"], ["2"]),
        "exercise-3": (["35", "35.0", "5 * 7"], ["14", "15"]),
        "exercise-4": (
            ["Number leadOf(double[] first, double[] second, long[] group, long[] drawn) {\n"
             "    double lead = 0;\n    int rows = 0;\n"
             "    for (long g : drawn) {\n        for (int i = 0; i < group.length; i++) {\n"
             "            if (group[i] == g) { lead += first[i] - second[i]; rows++; }\n"
             "        }\n    }\n    return lead / rows;\n}"],
            ["0", "first[99]"]),
    },
    "08-known-hierarchies": {
        "exercise-1": (["4", "4.0", '"4"'], ["5", "8"]),
        "exercise-2": (['"((a,b),(c,d,e));"', '"((a, b)x, (c, d, e)y)z;"'],
                       ['"(a,b,c,d,e);"', '"((a,b),(c,d));"', '"((a,b),(c,d,e)"', '"a"']),
        "exercise-3": (['"falls"', '"Falls."', '" FALLS "'], ['"rises"', '"perhaps"']),
    },
    "09-your-own-data": {
        "exercise-1": (["80", "80.0", "16 * 5"], ["16", "5"]),
        "exercise-2": (['"rises"', '"Rises"', '"rises "'], ['"falls"', '"it stays"']),
        "exercise-3": (['"forest"', '"Forest"'], ['"dense"', '"tree"']),
    },
    "10-only-called-rock": {
        "exercise-1": (["0.61", "1 / (1 + Math.exp(-2 / 4.5))", '"61 %"'], ["0.39", "0.5"]),
        "exercise-2": (["0", "0.0", '"0"'], ["0.97", '"far"']),
        "exercise-3": (["0", "0.0", '"0"'], ["5", "100"]),
        "exercise-4": (
            ["double[] sharesOfOne(double[] densities, boolean[] below) {\n"
             "    double[] shares = new double[densities.length];\n    double sum = 0;\n"
             "    for (int c = 0; c < shares.length; c++) {\n"
             "        sum += shares[c] = below[c] ? densities[c] : 0;\n    }\n"
             "    for (int c = 0; c < shares.length; c++) { shares[c] /= sum; }\n"
             "    return shares;\n}"],
            ["densities", "new double[densities.length]"]),
    },
}

# What a teacher may expect where the exercise is a question without a cell.
IN_WORDS = {
    "01-data": {
        "exercise-5": "Often it is lower: songs of one artist are alike, and by track the test part has artists "
                      "that the tree was trained on. For new songs of artists that a collection holds, the "
                      "accuracy by track counts; for artists new to it, the one by artist."},
    "04-stacknet": {
        "exercise-3": "Where the intervals overlap, this run shows no difference. There is little reason to "
                      "expect one: all that the tiers above know was computed from the same features.",
        "exercise-5": "Nobody has the true clusters of a song whose genre is to be found. The number would say how "
                      "well a genre is told from the few in its cluster, after most of the question was answered."},
    "05-rnn": {
        "exercise-3": "With tiers of 2 and N clusters, O is the size of the larger cluster, and one step decides "
                      "nearly all: next to a flat softmax, but one that both clusters must share.",
        "exercise-5": "Along one direction for all families, such as the first principal component of the genre "
                      "means: child 0 is then always the one at the same end. The model rnn-ordered does so."},
    "06-results": {
        "exercise-3": "They do not see the tree: their songs, labels and random numbers are the same.",
        "exercise-5": "That depends on the songs. It is shown where the intervals lie apart, or by a paired "
                      "comparison with several seeds, as in notebook 7."},
    "10-only-called-rock": {
        "exercise-5": "Those by known places, above all of shelves. Where genres overlap, songs do not fall into "
                      "them by themselves: unread they teach little or nothing, and names can hardly be placed."},
}


def answered(source, answer):
    """The exercise's cell with an answer in it."""
    whole = answer.endswith((";", "}"))
    return answer if whole else source.replace("null", answer, 1)
