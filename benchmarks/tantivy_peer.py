"""The same questions to tantivy, a search engine library with an index of its own."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from benchmarks.measure import percentile, say
from db.store import Store
from desktop.domain.text import fold

_BATCH = 50_000


def run(store: Store, folder: Path, texts: Mapping[str, Sequence[str]]) -> None:
    """Index names, towns and codes, and ask for the hundred best of each text."""
    builder = tantivy.SchemaBuilder()
    for field in ("words", "record"):
        builder.add_text_field(field, stored=field == "record", tokenizer_name="default")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    start = time.perf_counter()
    _fill(store, index)
    say(f"tantivy: indexed in {time.perf_counter() - start:.0f} s; p95 of a query in ms")
    index.reload()
    searcher = index.searcher()
    for kind, held in texts.items():
        spent = []
        for text in held:
            query = _query(schema, text)
            start = time.perf_counter()
            found = searcher.search(query, limit=100).hits
            _ = [searcher.doc(address)["record"] for _, address in found]
            spent.append((time.perf_counter() - start) * 1000)
        say(f"  {kind}: {percentile(spent, 95):.1f}")


def _fill(store: Store, index: "tantivy.Index") -> None:
    writer = index.writer(heap_size=200_000_000)
    with store.checking() as connection:
        rows = connection.exec_driver_sql("SELECT hex(record), name, town, codes FROM find")
        while batch := rows.fetchmany(_BATCH):
            for record, name, town, codes in batch:
                words = f"{name} {town or ''} {fold(codes)}"
                writer.add_document(tantivy.Document(record=record, words=words))
    writer.commit()
    writer.wait_merging_threads()


def _query(schema: "tantivy.Schema", text: str) -> "tantivy.Query":
    """Ask for words that begin so; tantivy has no infix without an index of pieces."""
    parts = [
        (tantivy.Occur.Must, tantivy.Query.regex_query(schema, "words", f"{word}.*"))
        for word in fold(text).split()
    ]
    return tantivy.Query.boolean_query(parts)
