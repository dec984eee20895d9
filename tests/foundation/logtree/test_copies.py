"""A copy carries the whole log; whatever is changed in it, or in the history it tells, is found and named."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivestar.foundation.logtree import heads, merkle, signing
from fivestar.foundation.logtree.checking import Fault, NoCopy, check_copy, keys_of
from fivestar.foundation.logtree.given import UnreadableGiven, read_given
from tests.foundation.logtree.logs import BEGIN, ORIGIN, Log, name_of

SMALL = 20


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 20 entries under three heads, the last witnessed."""
    folder = tmp_path_factory.mktemp("copied") / "log"
    log = Log().grow(1).grow(6).grow(13, is_witnessed=True)
    log.erase(4)
    log.copy(folder)
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def faults(folder: Path, *kept: Path) -> list[Fault]:
    return check_copy(folder, [one for file in kept for one in read_given(file, keys_of(folder))]).faults


def saved(place: Path, text: str | bytes) -> Path:
    place.write_bytes(text.encode() if isinstance(text, str) else text)
    return place


def test_a_whole_copy_has_no_fault_and_says_who_witnessed(copied: Path) -> None:
    found = check_copy(copied)

    assert found.faults == []
    assert (found.size, found.erased, found.witnesses, found.origin) == (SMALL, 1, ("柳溪镇",), "stars.example.cn")
    assert files(copied) == [
        "README.txt",
        "heads.jsonl",
        "keys.json",
        "manifest.json",
        "manifest.sig",
        "tile/0/000.p/20",
        "tile/content/000.p/20",
        "tile/entries/000.p/20",
        "witnesses.json",
    ]


@settings(max_examples=150)
@given(st.data())
def test_any_changed_byte_in_any_file_is_found_and_the_file_named(copied: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files(copied)))
    raw = (copied / path).read_bytes()
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = bytes([raw[at] ^ data.draw(st.integers(1, 255))])

    (copied / path).write_bytes(raw[:at] + changed + raw[at + 1 :])
    try:
        found = faults(copied)
    finally:
        (copied / path).write_bytes(raw)

    named = {fault.place.partition(":")[0] for fault in found}
    assert {path, "manifest.json"} & named if path.startswith("manifest") else path in named


@pytest.mark.parametrize("how", ["cut", "emptied", "removed", "longer"])
def test_a_cut_off_emptied_removed_or_longer_file_is_found_and_named(copied: Path, how: str) -> None:
    for path in files(copied):
        raw = (copied / path).read_bytes()
        if how == "removed":
            (copied / path).unlink()
        else:
            (copied / path).write_bytes({"cut": raw[:-1], "emptied": b"", "longer": raw + b"\n"}[how])
        try:
            found = faults(copied)
        finally:
            (copied / path).write_bytes(raw)
        named = {fault.place.partition(":")[0] for fault in found}
        assert (path if path != "manifest.sig" else "manifest.json") in named, path


def test_a_changed_entry_is_named_by_its_number(copied: Path) -> None:
    path = copied / "tile/content/000.p/20"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"id":"n7"', b'"id":"n8"'))
    try:
        found = faults(copied)
    finally:
        path.write_bytes(raw)

    assert found == [Fault("changed", "tile/content/000.p/20"), Fault("content", "tile/content/000.p/20", 7)]


def test_a_history_rewritten_by_the_log_itself_contradicts_every_kept_head(tmp_path: Path) -> None:
    """Whoever has the key writes another past, whole and signed anew."""
    true, other = Log().grow(5).grow(300), Log(said={3: "别的"}).grow(5).grow(300)
    true.copy(tmp_path / "true")
    other.copy(tmp_path / "other")
    kept = [
        saved(tmp_path / "head.json", true.heads[0].to_bytes()),
        saved(tmp_path / "line", f"{true.heads[1].head.size}:{true.heads[1].head.root}\n"),
        saved(tmp_path / "code", f"https://stars.example.cn/log/check/#{true.slip(17).to_text()}"),
        tmp_path / "true" / "heads.jsonl",
    ]

    assert faults(tmp_path / "other") == []
    assert faults(tmp_path / "true", *kept) == []
    assert [(fault.what, fault.place) for fault in faults(tmp_path / "other", *kept)] == [
        ("contradicts", str(kept[0])),
        ("contradicts", str(kept[1])),
        ("contradicts", str(kept[2])),
        ("contradicts", f"{kept[3]}:1"),
        ("contradicts", f"{kept[3]}:2"),
    ]


def test_a_copy_shorter_than_a_kept_head_is_not_called_whole(tmp_path: Path) -> None:
    log = Log().grow(5)
    log.copy(tmp_path / "short")
    later = saved(tmp_path / "head.json", log.grow(2).heads[-1].to_bytes())

    assert faults(tmp_path / "short", later) == [Fault("beyond", str(later))]


def test_a_signed_head_that_cannot_lie_between_the_copys_heads_is_found(tmp_path: Path) -> None:
    """The log showed somebody fewer entries later than it showed others more, or signed one size twice."""
    log = Log().grow(5).grow(5)
    log.copy(tmp_path / "log")
    root = merkle.root(log.tiles, 3)
    late = heads.sign_head(log.key, origin=ORIGIN, size=3, root=root, at=BEGIN + timedelta(minutes=9))
    twice = heads.sign_head(
        log.key, origin=ORIGIN, size=5, root=merkle.root(log.tiles, 5), at=BEGIN + timedelta(seconds=9)
    )
    between = heads.sign_head(
        log.key, origin=ORIGIN, size=7, root=merkle.root(log.tiles, 7), at=BEGIN + timedelta(seconds=9)
    )

    kept = [saved(tmp_path / name, one.to_bytes()) for name, one in (("3", late), ("5", twice), ("7", between))]

    assert faults(tmp_path / "log", *kept) == [Fault("order", str(kept[0])), Fault("order", str(kept[1]))]


@pytest.mark.parametrize("how", ["twice", "under another head"])
def test_a_witnesss_signature_shown_again_is_refused_by_a_copy(tmp_path: Path, how: str) -> None:
    log = Log().grow(1).grow(6, is_witnessed=True)
    [signed] = log.witnessed
    log.witnessed.append(signed if how == "twice" else {**signed, "size": 1})
    log.copy(tmp_path)

    found = check_copy(tmp_path)

    assert found.faults == [Fault("signature", "witnesses.json")]


def test_a_log_of_another_key_does_not_pass_for_this_one(tmp_path: Path) -> None:
    true, forged = Log().grow(5), Log(key=signing.new_key()).grow(5)
    forged.copy(tmp_path / "forged")
    kept = saved(tmp_path / "head.json", true.heads[-1].to_bytes())

    assert name_of(true.key) != name_of(forged.key)
    assert faults(tmp_path / "forged", kept) == [Fault("forged", str(kept))]


def test_a_later_copy_adds_and_removes_only_what_changed(tmp_path: Path) -> None:
    log = Log().grow(256)
    first = log.copy(tmp_path)
    again = log.copy(tmp_path)
    log.grow(10)
    grown = log.copy(tmp_path)

    assert (first.written, again.written) == (8, 0)
    assert faults(tmp_path) == []
    # The heads, the new bundle's three and the tile above that had one hash still has it.
    assert (grown.size, grown.written) == (266, 4)
    log.grow(1)
    log.copy(tmp_path)
    assert [path for path in files(tmp_path) if ".p/" in path] == [
        "tile/0/001.p/11",
        "tile/1/000.p/1",
        "tile/content/001.p/11",
        "tile/entries/001.p/11",
    ]
    assert faults(tmp_path) == []


def test_a_copy_that_was_damaged_is_mended_by_the_next(tmp_path: Path) -> None:
    log = Log().grow(300)
    log.copy(tmp_path)
    (tmp_path / "tile/entries/000").write_bytes(b"damaged")
    (tmp_path / "tile/0/000").unlink()
    (tmp_path / "tile/0/999").write_bytes(b"somebody else's")

    assert {(fault.what, fault.place) for fault in faults(tmp_path)} >= {
        ("changed", "tile/entries/000"),
        ("missing", "tile/0/000"),
        ("stranger", "tile/0/999"),
    }
    log.copy(tmp_path)
    assert faults(tmp_path) == []


def test_what_was_taken_out_leaves_older_copies_too_when_they_are_written_again(tmp_path: Path) -> None:
    log = Log().grow(300)
    log.copy(tmp_path)
    log.erase(7)
    log.copy(tmp_path)

    assert b'"id":"n7"' not in (tmp_path / "tile/content/000").read_bytes()
    found = check_copy(tmp_path)
    assert (found.faults, found.erased) == ([], 1)


def test_a_manifest_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    log = Log().grow(2)
    log.copy(tmp_path / "log")
    manifest = json.loads((tmp_path / "log/manifest.json").read_text())
    manifest["files"]["../secret"] = "sha256:" + "0" * 64
    (tmp_path / "secret").write_text("x")
    raw = (json.dumps(manifest, sort_keys=True, separators=(",", ":")) + "\n").encode()
    signature = signing.sign(log.key, b"fivestar-log-copy-1\n" + raw)
    (tmp_path / "log/manifest.json").write_bytes(raw)
    sealed = json.dumps({"key": name_of(log.key), "signature": signature}, separators=(",", ":"))
    (tmp_path / "log/manifest.sig").write_text(sealed + "\n")

    assert faults(tmp_path / "log") == [Fault("missing", "../secret")]


@pytest.mark.parametrize("text", ["", "nothing", "{}", "3:sha256:00", "12:md5:00"])
def test_a_file_that_holds_no_head_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableGiven):
        read_given(saved(tmp_path / "head", text), {})


def test_a_folder_that_is_no_copy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoCopy):
        check_copy(tmp_path)
