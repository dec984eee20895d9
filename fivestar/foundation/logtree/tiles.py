"""Hashes of the tree in tiles of 256, as C2SP tlog-tiles lays them out: any web server or stick can carry them.

Tile n of level l holds the hashes of the perfect subtrees of 256^l leaves from number 256·n on; a full tile of one
level is folded to one hash of the next. Only the last tile of a level is ever not full.
"""

from collections.abc import Callable, Iterable, Iterator

from fivestar.foundation.logtree.merkle import HASH_BYTES, fold

HEIGHT = 8
WIDTH = 1 << HEIGHT
Place = tuple[int, int]  # level, number


class MissingNode(LookupError):  # noqa: N818 -- says what it is
    """A tile is absent or too short for the tree it should carry."""

    def __init__(self, level: int, number: int) -> None:
        super().__init__(f"tile {level}/{number} is missing or too short")
        self.level, self.number = level, number


class Tiles:
    """Tiles as far as they were needed. read: what is kept of a tile, b"" when nothing is.

    `append` adds leaf hashes; `changed` are the tiles it touched.
    """

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        self._read = read
        self._held: dict[Place, bytearray] = {}
        self.changed: dict[Place, None] = {}

    def node(self, level: int, index: int) -> bytes:
        """`merkle.Nodes`."""
        tile, height = divmod(level, HEIGHT)
        number, place = divmod(index << height, WIDTH)
        part = self.tile(tile, number)[place * HASH_BYTES : (place + (1 << height)) * HASH_BYTES]
        if len(part) != HASH_BYTES << height:
            raise MissingNode(tile, number)
        return fold(bytes(part))

    def tile(self, level: int, number: int) -> bytearray:
        """Its hashes, one after another, as many as there are."""
        place = (level, number)
        if place not in self._held:
            self._held[place] = bytearray(self._read(level, number))
        return self._held[place]

    def append(self, size: int, leaves: Iterable[bytes]) -> None:
        """Leaf hashes behind the `size` that are there."""
        for index, leaf in enumerate(leaves, size):
            self._put(0, index, leaf)

    def _put(self, level: int, index: int, node: bytes) -> None:
        number, place = divmod(index, WIDTH)
        tile = self.tile(level, number)
        if len(tile) != place * HASH_BYTES:
            raise MissingNode(level, number)
        tile += node
        self.changed[level, number] = None
        if place == WIDTH - 1:
            self._put(level + 1, number, fold(bytes(tile)))


def widths(size: int) -> Iterator[tuple[Place, int]]:
    """Every tile of a tree of that size, with how many hashes it holds then."""
    level, count = 0, size
    while count:
        for number in range(-(-count // WIDTH)):
            yield (level, number), min(WIDTH, count - number * WIDTH)
        level, count = level + 1, count // WIDTH


def tile_path(level: int | str, number: int, width: int) -> str:
    """`tile/0/x001/234`, and `.p/7` behind it when it holds only seven. level: a number, `entries` or `content`."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"
