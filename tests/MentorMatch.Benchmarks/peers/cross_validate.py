"""Scores of other programs on the same folds, for `mentormatch ranking evaluate --trainer scores:FILE`.

Usage: python3 cross_validate.py TABLE.tsv LABEL MODEL OUT
MODEL: logistic, pairwise (scikit-learn) or xgboost (rank:ndcg, hist). Debian: python3-sklearn python3-xgboost.
Folds are wave % 7. The strength of regularisation is chosen inside the training folds, by their own folds.
"""
import sys
import time

import numpy as np

STRENGTHS = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]


def read(path, label):
    with open(path, encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        rows = np.array([[float(value) for value in line.rstrip("\n").split("\t")] for line in lines])
    known = ["iid", "pid", "wave", "dec", "match"]
    features = [i for i, name in enumerate(header) if name not in known]
    at = header.index
    return rows[:, at("iid")].astype(int), rows[:, at("wave")].astype(int), rows[:, at(label)], rows[:, features]


def prepare(train, test):
    mean = np.nanmean(train, axis=0)
    mean = np.where(np.isnan(mean), 0, mean)
    filled = np.where(np.isnan(train), mean, train)
    spread = filled.std(axis=0)
    spread[spread < 1e-9] = 1
    return (filled - mean) / spread, (np.where(np.isnan(test), mean, test) - mean) / spread


def differences(queries, grades, values):
    rows = []
    for query in np.unique(queries):
        better, worse = (values[(queries == query) & (grades == g)] for g in (1, 0))
        rows.append((better[:, None, :] - worse[None, :, :]).reshape(-1, values.shape[1]))
    return np.concatenate(rows)


def fit_linear(model, strength, queries, grades, values):
    from sklearn.linear_model import LogisticRegression

    if model == "logistic":
        return LogisticRegression(C=strength, max_iter=2000).fit(values, grades).coef_[0]
    pairs = differences(queries, grades, values)
    pairs, sides = np.concatenate([pairs, -pairs]), np.repeat([1, 0], len(pairs))
    return LogisticRegression(C=strength / 10, max_iter=2000, fit_intercept=False).fit(pairs, sides).coef_[0]


def ndcg5(queries, grades, scores):
    values = []
    for query in np.unique(queries):
        grade = grades[queries == query][np.argsort(-scores[queries == query], kind="stable")]
        if grade.any():
            discount = 1 / np.log2(np.arange(2, 7))[: len(grade)]
            values.append((grade[:5] * discount).sum() / (np.sort(grade)[::-1][:5] * discount).sum())
    return np.mean(values)


def score_linear(model, train, test):
    queries, waves, grades, values = train
    means = []
    for strength in STRENGTHS:
        folds = []
        for fold in np.unique(waves % 7):
            inside = waves % 7 != fold
            fitted, held = prepare(values[inside], values[~inside])
            folds.append(ndcg5(queries[~inside], grades[~inside], held @ fit_linear(model, strength, queries[inside], grades[inside], fitted)))
        means.append(np.mean(folds))
    fitted, held = prepare(values, test)
    return held @ fit_linear(model, STRENGTHS[int(np.argmax(means))], queries, grades, fitted)


def score_xgboost(train, test):
    import xgboost

    queries, _, grades, values = train
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], queries[1:] != queries[:-1], [True]])))
    matrix = xgboost.DMatrix(values, label=grades)
    matrix.set_group(sizes)
    settings = {"objective": "rank:ndcg", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": 31, "max_depth": 0, "eta": 0.1, "nthread": 2, "seed": 1}
    return xgboost.train(settings, matrix, 100).predict(xgboost.DMatrix(test))


def main(path, label, model, out):
    queries, waves, grades, values = read(path, label)
    scores, started = np.zeros(len(grades)), time.perf_counter()
    for fold in range(7):
        test = waves % 7 == fold
        train = queries[~test], waves[~test], grades[~test], values[~test]
        scores[test] = score_xgboost(train, values[test]) if model == "xgboost" else score_linear(model, train, values[test])
    np.savetxt(out, scores, fmt="%.17g")
    print(f"{model}: {time.perf_counter() - started:.1f} s for 7 folds", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
