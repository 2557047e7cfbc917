"""Firms merged into others: what was one firm twice is read under the one that survives.

Nothing is rewritten by a merge: a firm's `merged_into` names another, and reading follows it.
"""

from collections.abc import Iterable, Mapping

import sqlcipher3.dbapi2 as driver

_LINKS = (
    # the index by name: to SQLite nearly every firm might be merged, and it would read them all
    "SELECT f.id, f.merged_into FROM firm f INDEXED BY ix_firm_merged_into "
    "JOIN firm w ON w.id = f.merged_into WHERE f.merged_into IS NOT NULL AND w.alive = 1"
)
Links = Mapping[bytes, bytes]


def links(connection: driver.Connection) -> Links:
    """Give every merged firm with the one it names; few in any register."""
    return dict(connection.execute(_LINKS).fetchall())


def survivor(firm: bytes, links: Links) -> bytes:
    """Give the firm under which another is read: the end of its chain.

    Merges in opposite directions make a ring: there the smallest id survives, at every desk.
    """
    seen = [firm]
    while (following := links.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def families(firms: Iterable[bytes], links: Links) -> dict[bytes, list[bytes]]:
    """Give, for each firm that is read, all that are read under it; itself first."""
    found = {firm: [firm] for firm in firms}
    for loser in sorted(links):
        under = survivor(loser, links)
        if under != loser and under in found:
            found[under].append(loser)
    return found
