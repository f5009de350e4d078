"""Reads {"texts": [...]}; prints the merges (SciPy's numbering) of complete linkage on TF-IDF cosine distances."""

import json
import sys

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances

texts = [text.replace("<*>", " ") for text in json.load(sys.stdin)["texts"]]
d = cosine_distances(TfidfVectorizer().fit_transform(texts))
np.fill_diagonal(d, 0)
z = linkage(squareform(d, checks=False), "complete")
print(json.dumps([{"left": int(a), "right": int(b)} for a, b, _, _ in z]))
