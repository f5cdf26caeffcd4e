"""Where may a quote come from? All words of a case, looked into without being loaded.

with CorpusWriter(folder) as writer:
    writer.add(values_of_an_exhibit)
    writer.commit()
corpus = Corpus.open(folder, passages_by_key)
corpus.windows(fold("silent and grey faced"))
"""

from muniment.quotes.corpus.corpus import Corpus
from muniment.quotes.corpus.folder import read_list
from muniment.quotes.corpus.window import Searchable, Window
from muniment.quotes.corpus.writing import CorpusWriter

__all__ = ["Corpus", "CorpusWriter", "Searchable", "Window", "read_list"]
