"""A year's report as it was after an earlier edit, from the change log; nothing is written."""

from collections.abc import Mapping

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import BODY, Body, Key, Record, ReportHead, report_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.timeline import before
from fazhi_desktop.store.log import Head
from fazhi_desktop.store.snapshots import snapshot
from fazhi_desktop.store.workspace import Store


def report_at(store: Store, catalogue: Catalogue, year: int, end: Head) -> Report | None:
    """The report as it was when the log ended at `end`; None where that log is not this one's beginning.

    Raises Damaged where a line of the log cannot be read.
    """
    digests = store.log.digests()
    if not 0 < end.rows <= len(digests) or digests[end.rows - 1] != end.digest:
        return None
    earlier = before(store.log.firsts_since(end.step))

    def records(kind: str) -> Mapping[Key, Record]:
        now = {key: store.get(key) for key in store.keys(kind)}
        then = now | {key: record for key, record in earlier.items() if key.kind == kind}
        return {key: record for key, record in then.items() if record is not None}

    body, head = records(BODY.kind).get(BODY), records("report").get(report_key(year))
    if not isinstance(body, Body) or not isinstance(head, ReportHead):
        return None
    return snapshot(records, body, head, catalogue)
