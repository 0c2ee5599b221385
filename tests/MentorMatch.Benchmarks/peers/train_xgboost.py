"""Trains XGBoost (rank:ndcg, hist, two threads) and prints seconds of training, processor seconds, megabytes and NDCG@5 as JSON.

Usage: python3 train_xgboost.py libsvm TRAIN TEST TREES LEAVES SEED
       python3 train_xgboost.py generated ROWS FEATURES QUERIES TREES LEAVES
Debian: python3-xgboost python3-sklearn.
"""
import json
import resource
import sys
import time

import numpy as np
import xgboost


def read(path):
    from sklearn.datasets import load_svmlight_file

    values, grades = load_svmlight_file(path)
    return values, grades, np.loadtxt(path + ".query", dtype=int)


def matrix(values, grades, sizes):
    made = xgboost.DMatrix(values, label=grades)
    made.set_group(sizes)
    return made


def ndcg5(scores, grades, sizes):
    values, start = [], 0
    for size in sizes:
        grade, order = grades[start : start + size], np.argsort(-scores[start : start + size], kind="stable")
        discount = 1 / np.log2(np.arange(2, 7))[: min(size, 5)]
        best = ((2.0 ** np.sort(grade)[::-1][:5] - 1) * discount).sum()
        if best > 0:
            values.append(((2.0 ** grade[order][:5] - 1) * discount).sum() / best)
        start += size
    return float(np.mean(values))


def generated(rows, features, queries):
    """The same make as ours: normal values, a taste for twenty columns with noise, grades 0 to 4."""
    random = np.random.default_rng(1)
    values = random.standard_normal((rows, features), dtype=np.float32)
    score = values[:, :20] @ np.linspace(1, 0.1, 20).astype(np.float32) + 0.5 * values[:, 0] * values[:, 1] + 2 * random.standard_normal(rows, dtype=np.float32)
    grades = np.digitize(score, [0, 2, 4, 6]).astype(float)
    return values, grades, np.full(queries, rows // queries)


def main(kind, *rest):
    if kind == "libsvm":
        train, test, trees, leaves, seed = read(rest[0]), read(rest[1]), *map(int, rest[2:])
    else:
        rows, features, queries, trees, leaves = map(int, rest)
        train, test, seed = generated(rows, features, queries), None, 1
    settings = {"objective": "rank:ndcg", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": leaves, "max_depth": 0, "eta": 0.1, "max_bin": 255, "nthread": 2, "seed": seed}
    wall, cpu = time.perf_counter(), time.process_time()
    data = matrix(*train)
    loaded = time.perf_counter() - wall
    booster = xgboost.train(settings, data, trees)
    result = {"seconds": time.perf_counter() - wall, "ofWhichLoading": loaded, "processorSeconds": time.process_time() - cpu, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    if test is not None:
        result["ndcg5"] = ndcg5(booster.predict(xgboost.DMatrix(test[0])), test[1], test[2])
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
